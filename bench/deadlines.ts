import { pathToFileURL } from 'node:url'
import dayjs from 'dayjs'
import businessTime from 'dayjs-business-time'
import { everybody } from '../src/calendar/days.ts'
import { makeCalendar } from '../src/calendar/layers.ts'
import { shippedNotices } from '../src/calendar/nation.ts'
import { numberOf } from '../src/calendar/plainDay.ts'
import { makeWorkingCalendar, type WorkingCalendar } from '../src/calendar/workingTime/calendar.ts'
import { deadlineAt, deadlineOf, dueOf } from '../src/calendar/workingTime/deadline.ts'
import { workingCalendarOf } from '../src/calendar/workingTime/of.ts'
import type { Limit } from '../src/contract/matterTypes.ts'
import { usualHours } from '../src/contract/workingHours.ts'
import { toIso } from '../src/kit/time.ts'
import { type BenchRow, row } from './row.ts'

const million = 1_000_000
/** Different ones, each asked ten times over: a million texts at once would measure the memory. */
const different = 100_000
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** The library is asked so many times, and that is taken for a million: it would be twenty minutes. */
const asked = 2_000

/**
 * A million due dates by the county's calendar of 2007–2026: computed, and looked at again with their pauses, in
 * instants and in the ISO texts that rows and wires have. Beside it the same by a plain loop over days, and whole working
 * hours by dayjs-business-time (at whole minutes and without make-up workdays: it knows no seconds and no such days). All must agree.
 */
export async function bench(): Promise<BenchRow[]> {
  const made = timeOf(() => {
    const calendar = workingCalendarOf(makeCalendar([], []), everybody, [usualHours])
    dueOf(calendar, Date.parse('2024-01-02T00:00:00Z'), { unit: 'workingDays', amount: 600 })
    return calendar
  }, 1)
  const calendar = made.result
  const tasks = makeTasks()
  const loop = loopOver(calendar)

  const computed = timeOf(() => tasks.map(({ start, limit }) => dueOf(calendar, start, limit)))
  const naive = timeOf(() => tasks.map(loop))
  mustAgree(computed.result, naive.result, 'a plain loop over days')
  const looked = timeOf(() => tasks.reduce((sum, task) => sum + (deadlineAt(calendar, task).overdue ? 1 : 0), 0))
  const told = tasks.map(toldOf)
  const written = timeOf(() => told.reduce((sum, task) => sum + (deadlineOf(calendar, task).overdue ? 1 : 0), 0))
  const texts = timeOf(() => told.reduce((sum, task) => sum + readAndWrite(task), 0))
  if (looked.result !== written.result || looked.result === 0) throw new Error(`${looked.result} are overdue`)

  const budget = [2_000, 'budget'] as const
  return [
    row('a county’s working calendar made and laid out', [made.ms, 'ms'], [500, 'budget'], '≤ 1'),
    row('a million deadlines computed', [computed.ms, 'ms'], budget, '≤ 1'),
    row('a million deadlines looked at again, with pauses', [looked.ms, 'ms'], budget, '≤ 1'),
    row(
      'the same, from and to ISO texts',
      [written.ms, 'ms'],
      [texts.ms, 'reading and writing the texts alone'],
      '≤ 2',
    ),
    row('a million deadlines computed', [computed.ms, 'ms'], [naive.ms, 'a plain loop over days'], '≤ 1'),
    compareWithLibrary(),
  ]
}

interface Task {
  readonly start: number
  readonly limit: Limit
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[]
  readonly at: number
}

/** Starts at any second of 2024 to summer 2026, limits as counties have them; a third has pauses. */
function makeTasks(): Task[] {
  const from = Date.parse('2024-01-02T00:00:00+08:00')
  let seed = 20_261_122
  const draw = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  return Array.from({ length: different }, () => {
    const start = from + draw(880 * 86_400) * 1_000
    const first = start + draw(40) * hour
    const pause = { from: first, to: first + draw(80 * 60) * minute }
    const still = { from: pause.to + hour, to: null }
    const pauses = [[], [], [pause], [pause, still]][draw(4)] ?? []
    return { start, limit: limits[draw(limits.length)] as Limit, pauses, at: start + draw(60) * day }
  })
}

const limits: readonly Limit[] = [
  { unit: 'workingDays', amount: 1 },
  { unit: 'workingDays', amount: 5 },
  { unit: 'workingDays', amount: 20 },
  { unit: 'workingHours', amount: 4 },
  { unit: 'workingHours', amount: 48 },
  { unit: 'workingSeconds', amount: 5_400 },
]

const toldOf = ({ start, limit, pauses, at }: Task) => ({
  start: toIso(start),
  limit,
  pauses: pauses.map((it) => ({ from: toIso(it.from), to: it.to === null ? null : toIso(it.to) })),
  at: toIso(at),
})

/** What `Date` takes for the texts of a task, and for the one that is due. */
function readAndWrite({ start, at, pauses }: ReturnType<typeof toldOf>): number {
  const read = pauses.reduce((sum, it) => sum + Date.parse(it.from) + (it.to === null ? 0 : Date.parse(it.to)), 0)
  return read + Date.parse(start) + toIso(Date.parse(at)).length
}

/** Day after day from the start, as anybody would write it; the days' hours stand ready in a map. */
function loopOver({ plan }: WorkingCalendar): (task: Task) => number {
  const offset = 8 * hour
  const first = numberOf('2023-12-01')
  const spans = new Map(Array.from({ length: 1_400 }, (_, i) => [first + i, plan(first + i).spans]))
  return ({ start, limit: { unit, amount } }) => {
    let left = unit === 'workingDays' ? amount : unit === 'workingHours' ? amount * hour : amount * 1_000
    for (let number = Math.floor((start + offset) / day), i = 0; ; number++, i++) {
      const midnight = number * day - offset
      const open = spans.get(number) ?? []
      if (unit === 'workingDays') {
        if (i === 0 || open.length === 0) continue
        left -= 1
        if (left === 0) return midnight + (open.at(-1)?.[1] ?? 0)
        continue
      }
      for (const [from, to] of open) {
        const begins = Math.max(midnight + from, start)
        const length = midnight + to - begins
        if (length <= 0) continue
        if (length >= left) return begins + left
        left -= length
      }
    }
  }
}

/** Both over the same days off and hours, the library by its own hours of the clock. */
function compareWithLibrary(): BenchRow {
  const days = shippedNotices.filter((it) => it.year >= 2024).flatMap((it) => it.days)
  const off = days.filter((it) => it.off).map((it) => it.day)
  const calendar = makeWorkingCalendar({
    zone: 'UTC',
    hours: [usualHours],
    special: off.map((it) => ({ day: it, hours: 'none', why: 'holiday', name: '', reason: '', document: '' })),
    known: null,
  })
  prepareLibrary(off)
  const starts = makeTasks().map(({ start }) => start - (start % minute))
  const ours = timeOf(() => starts.map((start) => dueOf(calendar, start, { unit: 'workingHours', amount: 48 })))
  const theirs = timeOf(() => starts.slice(0, asked).map((start) => wallAt(start).addBusinessHours(48)), 1)
  mustAgree(ours.result.slice(0, asked), theirs.result.map(readWall), 'dayjs-business-time')
  const each = million / asked
  return row('a million times 48 working hours', [ours.ms, 'ms'], [theirs.ms * each, 'dayjs-business-time'], '≤ 0.01')
}

function prepareLibrary(off: string[]): void {
  const usual = [
    { start: '08:30:00', end: '12:00:00' },
    { start: '14:00:00', end: '17:30:00' },
  ]
  dayjs.extend(businessTime)
  dayjs.setHolidays(off)
  dayjs.setBusinessTime({
    sunday: null,
    monday: usual,
    tuesday: usual,
    wednesday: usual,
    thursday: usual,
    friday: usual,
    saturday: null,
  })
}

/** The library knows the process's clock only: the wall clock of UTC is handed over as text, and read the same way. */
const wallAt = (at: number): dayjs.Dayjs => dayjs(toIso(at).slice(0, 19))
const readWall = (it: dayjs.Dayjs): number => Date.parse(`${it.format('YYYY-MM-DDTHH:mm:ss')}Z`)

function mustAgree(ours: readonly number[], theirs: readonly number[], whose: string): void {
  const wrong = ours.findIndex((it, i) => it !== theirs[i])
  if (wrong >= 0) throw new Error(`${whose}: ${theirs[wrong]}, ours ${ours[wrong]}`)
}

/** ms of processor for a million: all the different ones, over and over. On a quiet machine the clock shows no more. */
function timeOf<T>(work: () => T, times = million / different): { readonly ms: number; readonly result: T } {
  const begun = process.cpuUsage()
  let result = work()
  for (let i = 1; i < times; i++) result = work()
  const { user, system } = process.cpuUsage(begun)
  return { ms: (user + system) / 1_000, result }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
