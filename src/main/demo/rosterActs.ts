import type { AttendanceRule } from '../../contract/attendance.ts'
import type { Assignment, Pattern, Shift } from '../../contract/roster.ts'
import type { BodyOf } from '../../contract/route.ts'
import { keepRule, previewRule } from '../../contract/routes/attendance.ts'
import { fillDuties } from '../../contract/routes/duties.ts'
import { keepAssignment, keepPattern, keepShift } from '../../contract/routes/roster.ts'
import { standardRule } from '../../contract/standardRule.ts'
import { addDays, type Day, type Iso, instantAt } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { type Cast, get, type Place } from './cast.ts'
import { idOf } from './names.ts'
import { confirmNow } from './secondActs.ts'
import type { DemoSpan } from './span.ts'

/** What the clerks set up on the first evening, and the duties they give out, month by month. */
export function rosterActs(cast: Cast, span: DemoSpan): Act[] {
  const first = instantAt(addDays(span.since, -1), '19:00')
  const setUp: Act = {
    at: first,
    run: async (office) => {
      for (const [login, rule] of rulesOf(cast, span)) {
        const { total } = await office.ask(login, previewRule, { body: rule })
        const { ruleId, ...body } = rule
        const why = '首次建立本单位规则'
        const kept = await office.ask(login, keepRule, { params: { ruleId }, body: { rule: body, seen: total, why } })
        await confirmNow(office, 'xian', kept)
      }
      for (const [login, { shiftId, ...body }] of shiftsOf(cast)) {
        await office.ask(login, keepShift, { params: { shiftId }, body })
      }
      for (const [login, { patternId, ...body }] of patternsOf(cast)) {
        await office.ask(login, keepPattern, { params: { patternId }, body })
      }
      for (const [login, { assignmentId, ...body }] of assignmentsOf(cast, span)) {
        await office.ask(login, keepAssignment, { params: { assignmentId }, body })
      }
    },
  }
  const filledAt = ({ from }: Days): Iso =>
    from === span.since ? instantAt(addDays(from, -1), '19:30') : instantAt(addDays(from, -6), '16:30')
  return [setUp, ...monthsOf(span).map((days) => fillingOf(cast, days, filledAt(days)))]
}

/** Two check-ins a day in the town, four at the court, which may not be left alone at noon. */
function rulesOf({ court, town }: Cast, { since }: DemoSpan): [string, AttendanceRule][] {
  const base = { ...standardRule, effectiveFrom: since }
  return [
    [
      'kaoqin',
      {
        ...base,
        ruleId: idOf('rule town'),
        unitId: town.unit.unitId,
        openBefore: 90,
        basis: '清溪镇工作人员考勤办法（演示）',
      },
    ],
    [
      'fayuan',
      {
        ...base,
        ruleId: idOf('rule court'),
        unitId: court.unit.unitId,
        checkInsPerDay: 4,
        fourReason: '诉讼服务窗口与安检岗中午轮流值守，须分别记录上午、下午到岗离岗（演示）',
        graceIn: 10,
        openBefore: 90,
        basis: '青川示范县人民法院考勤规定（演示）',
      },
    ],
  ]
}

const [officeShift, fieldShift, nightShift] = [idOf('shift office'), idOf('shift field'), idOf('shift night')]
const [thirds, guard] = [idOf('pattern thirds'), idOf('pattern guard')]
const day = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
]

function shiftsOf({ court, town }: Cast): [string, Shift][] {
  const common = { flex: 0, retired: false }
  const [own, its] = [town.unit.unitId, court.unit.unitId]
  const night = [{ from: '18:00', to: '08:00' }]
  return [
    ['kaoqin', { ...common, shiftId: officeShift, unitId: own, name: '坐班', kind: 'work', periods: day }],
    ['kaoqin', { ...common, shiftId: fieldShift, unitId: own, name: '入户', kind: 'field', periods: day }],
    ['fayuan', { ...common, shiftId: nightShift, unitId: its, name: '夜间安保', kind: 'duty', periods: night }],
  ]
}

/** 三三制: a third sits in the office, a third is with the households, a third rests. Guards have every third night. */
function patternsOf({ court, town }: Cast): [string, Pattern][] {
  const common = { turns: 'cycle', retired: false } as const
  const threes = { name: '三三制', days: [officeShift, fieldShift, null], followsCalendar: false }
  const nights = { name: '三班夜间安保', days: [nightShift, null, null], followsCalendar: false }
  return [
    ['kaoqin', { ...common, ...threes, patternId: thirds, unitId: town.unit.unitId }],
    ['fayuan', { ...common, ...nights, patternId: guard, unitId: court.unit.unitId }],
  ]
}

/** Every fourth village works by thirds. */
const isInThirds = (place: number): boolean => place % 4 === 1

function assignmentsOf({ villages, communities, guards }: Cast, { since: from }: DemoSpan): [string, Assignment][] {
  const of = (staffId: string, its: Partial<Assignment>): Assignment => ({
    assignmentId: idOf(`assignment ${staffId}`),
    staffId,
    patternId: null,
    from,
    to: null,
    phase: 0,
    post: 'full',
    ...its,
  })
  return [
    ...villages
      .filter((_, i) => isInThirds(i))
      .flatMap(({ crew }) =>
        crew.map((it, phase): [string, Assignment] => ['kaoqin', of(it.staffId, { patternId: thirds, phase })]),
      ),
    ...guards.map((it, phase): [string, Assignment] => ['fayuan', of(it.staffId, { patternId: guard, phase })]),
    ...communities.map(({ crew }): [string, Assignment] => ['kaoqin', of(get(crew, -1).staffId, { post: 'part' })]),
  ]
}

type Slot = BodyOf<typeof fillDuties>['slots'][number]
const slotOf = (on: Slot['on'], from: string, to: string, its: Partial<Slot> = {}): Slot => ({
  on,
  from,
  to,
  as: 'member',
  note: '',
  staffIds: [],
  ...its,
})

function fillingOf({ court, town, villages, communities, guards, leaver, absent }: Cast, days: Days, at: Iso): Act {
  const stays = new Set([...guards, leaver, absent].map((it) => it.staffId))
  const idsOf = ({ crew }: Place, from = 0, to = crew.length): string[] =>
    crew.slice(from, to).flatMap(({ staffId }) => (stays.has(staffId) ? [] : [staffId]))
  const plain = (place: Place): [Place, Slot[]] => {
    const staffIds = idsOf(place)
    return [
      place,
      [
        slotOf('workdays', '08:30', '12:00', { staffIds }),
        slotOf('workdays', '14:00', '17:30', { staffIds: [...staffIds.slice(1), ...staffIds.slice(0, 1)] }),
        slotOf('restDays', '09:00', '16:00', { staffIds, note: '周末及节假日值班' }),
      ],
    ]
  }
  /** In larger houses leaders lead on days off and the younger ones have the windows. */
  const large = (place: Place): [Place, Slot[]] => {
    const [leaders, windows, rest] = [idsOf(place, 0, 2), idsOf(place, 2, 8), idsOf(place, 2, 14)]
    return [
      place,
      [
        slotOf('workdays', '08:30', '12:00', { staffIds: windows, note: '窗口' }),
        slotOf('workdays', '14:00', '17:30', { staffIds: [...windows.slice(2), ...windows.slice(0, 2)], note: '窗口' }),
        slotOf('restDays', '09:00', '16:00', { staffIds: rest, note: '周末及节假日值班' }),
        slotOf('restDays', '09:00', '16:00', { staffIds: leaders, as: 'leader', note: '带班领导' }),
      ],
    ]
  }
  const night = slotOf('everyDay', '18:00', '08:00', { staffIds: idsOf(town, 8, 14), note: '夜间值班' })
  const [, ofTown] = large(town)
  const plans: [string, [Place, Slot[]]][] = [
    ['fayuan', large(court)],
    ['kaoqin', [town, [...ofTown, night]]],
    ...[...villages.filter((_, i) => !isInThirds(i)), ...communities].map((it): [string, [Place, Slot[]]] => [
      'kaoqin',
      plain(it),
    ]),
  ]
  return {
    at,
    run: async (office) => {
      for (const [login, [{ site }, slots]] of plans) {
        await office.ask(login, fillDuties, { body: { siteId: site.siteId, ...days, slots, keep: true } })
      }
    },
  }
}

interface Days {
  readonly from: Day
  readonly to: Day
}

/** The months with duties, the first and the last as far as they go; what lies ahead of today is given out by now. */
function monthsOf({ since, until, today }: DemoSpan): Days[] {
  const months: Days[] = []
  for (let from = since; from <= until; ) {
    const next = `${addDays(`${from.slice(0, 7)}-28`, 5).slice(0, 7)}-01`
    const last = addDays(next, -1)
    const to = last < until ? last : until
    months.push({ from, to })
    from = addDays(to, 1)
  }
  // What begins only after today is given out with what is running, so that two weeks ahead are there.
  const running = months.filter((it) => it.from <= today)
  const last = running.pop()
  return last === undefined ? months : [...running, { from: last.from, to: until }]
}
