import { z } from 'zod'
import { month } from '../attendance.ts'
import { day, uuid } from '../common.ts'
import { route } from '../route.ts'

/** What is counted in public, in the order of the page. */
export const countNames = [
  'changedAfter',
  'writtenLate',
  'arrivedLate',
  'deleted',
  'pastRule',
  'monthRevised',
  'doneAlone',
  'silentHours',
] as const
export const CountName = z.enum(countNames)
export type CountName = z.infer<typeof CountName>

const Numbers = z.record(CountName, z.number())
export type CountNumbers = z.infer<typeof Numbers>

/** Units counted together in a month: one, or one with small ones below it. */
export const CountedUnits = z.object({
  unitId: uuid,
  unitName: z.string(),
  /** Names of the units counted in because fewer than five people work there. */
  with: z.array(z.string()),
  /** null: fewer than five people in all, so nothing is told. */
  counts: Numbers.nullable(),
})
export type CountedUnits = z.infer<typeof CountedUnits>

export const CountedMonth = z.object({
  month,
  /** Of the county; null where a row is. */
  all: Numbers.nullable(),
  units: z.array(CountedUnits),
})
export type CountedMonth = z.infer<typeof CountedMonth>

/** A number of a device that is missing, says two things, or was stated and is not here. Named by its site. */
export const PublicAlarm = z.object({
  siteName: z.string(),
  alarm: z.enum(['gap', 'double', 'missing']),
  day,
  /** What was missing has arrived since. */
  settled: z.boolean(),
})
export type PublicAlarm = z.infer<typeof PublicAlarm>

export const CountsView = z.object({
  countyName: z.string(),
  demo: z.boolean(),
  /** The last day that is in the counts: yesterday. */
  until: day,
  /** The smallest number of people whose acts are told together. */
  least: z.number().int(),
  /** Oldest first. */
  months: z.array(CountedMonth),
  alarms: z.array(PublicAlarm),
  /** Stations that stated their count, and those of them of which everything is here. */
  devices: z.object({ stated: z.number().int(), whole: z.number().int() }),
})
export type CountsView = z.infer<typeof CountsView>

export const showCounts = route({
  name: 'showCounts',
  method: 'GET',
  path: '/counts',
  summary: 'What was changed, written late, destroyed, decided alone, and how long stations were silent: as a page.',
  who: 'anyone',
  query: z.object({ lang: z.enum(['zh', 'en']).optional(), month: month.optional() }),
  output: z.any(),
  produces: 'html',
})

export const readCounts = route({
  name: 'readCounts',
  method: 'GET',
  path: '/api/counts',
  summary: 'The same counts as data.',
  who: 'anyone',
  output: CountsView,
})
