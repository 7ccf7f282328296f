import type { HalfVerdict, Legend } from '../../src/contract/attendance.ts'
import { leaveKinds } from '../../src/contract/attendance.ts'
import type { CalendarDay } from '../../src/contract/calendar.ts'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'
import { standardLegend } from '../../src/contract/standardRule.ts'
import { weekdayOf } from '../../src/kit/time.ts'

const verdicts: readonly HalfVerdict[] = [
  { state: 'present' },
  { state: 'late', lateSeconds: 600, earlySeconds: 0 },
  { state: 'late', lateSeconds: 600, earlySeconds: 300 },
  { state: 'early', earlySeconds: 300 },
  { state: 'noCheckIn', missing: 'both' },
  { state: 'absent' },
  { state: 'outing' },
  { state: 'duty' },
  { state: 'unknown', why: 'stationSilent' },
  { state: 'rest', why: 'weekend' },
  { state: 'notYet' },
  ...leaveKinds.map((leave): HalfVerdict => ({ state: 'leave', leave })),
]

/** Somebody of whom everything can be told; a duty of every second person is his planned work. */
function rowOf(i: number): MonthSheet['rows'][number] {
  const cells = Array.from({ length: 31 }, (_, day) => {
    const am = verdicts[(day * 2 + i) % verdicts.length] ?? { state: 'present' }
    const pm = verdicts[(day * 2 + 1 + i) % verdicts.length] ?? { state: 'present' }
    return { am, pm }
  })
  const halves = cells.flatMap(({ am, pm }) => [am, pm])
  const count = (is: (it: HalfVerdict) => boolean): number => halves.filter(is).length
  const planned = i % 2 === 0
  const leave = Object.fromEntries(
    leaveKinds.map((kind) => [kind, count((it) => it.state === 'leave' && it.leave === kind) / 2]),
  )
  return {
    staffId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    name: ['王小明', '欧阳𠮷娜', '=HYPERLINK("http://x","y")', '+1', '赵"强"', '_x0041_'][i % 6] ?? '',
    post: i % 3 === 0 ? '村党支部书记' : '窗口工作人员',
    employeeNo: `A${i}`,
    cells,
    totals: {
      expected: 22,
      present: count((it) => ['present', 'late', 'early'].includes(it.state) || (planned && it.state === 'duty')) / 2,
      lateTimes: count((it) => it.state === 'late'),
      earlyTimes: count((it) => it.state === 'early' || (it.state === 'late' && it.earlySeconds > 0)),
      noCheckIn: count((it) => it.state === 'noCheckIn') / 2,
      absent: count((it) => it.state === 'absent') / 2,
      outing: count((it) => it.state === 'outing') / 2,
      dutyTimes: 3,
      unknown: count((it) => it.state === 'unknown') / 2,
      leave,
    },
    remark: { zh: i === 1 ? '3月15日起离岗；更正2处' : '', en: '' },
  }
}

function dayOf(i: number): CalendarDay {
  const day = `2026-03-${String(i + 1).padStart(2, '0')}`
  const rests = weekdayOf(day) > 5
  const half = rests ? 'rest' : 'work'
  const plain = { layer: null, reason: '', document: '', name: '' } as const
  if (i === 13) return { day, type: 'makeUpWorkday', am: 'work', pm: 'work', ...plain }
  return { day, type: rests ? 'weekend' : 'workday', am: half, pm: half, ...plain }
}

/** A sheet on which every sign stands, under any legend. */
export const sheetOfEverything = (people: number, legend: Legend = standardLegend): MonthSheet => ({
  unitId: '00000000-0000-4000-8000-000000000009',
  unitName: '清溪镇人民政府',
  month: '2026-03',
  days: Array.from({ length: 31 }, (_, i) => dayOf(i)),
  legend,
  rows: Array.from({ length: people }, (_, i) => rowOf(i)),
  state: { kind: 'open', openCases: 0, waitingRequests: 0 },
  obstacles: [],
  simulated: true,
})

/** Signs that mean something to a spreadsheet. */
export const nastyLegend: Legend = {
  ...standardLegend,
  present: '*',
  late: '<',
  early: '>',
  noCheckIn: '~',
  absent: '"',
  outing: '=',
  duty: '+1',
  personal: '-',
  sick: '<=',
  annual: '0',
}
