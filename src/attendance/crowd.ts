import { numberOf } from '../calendar/plainDay.ts'
import type { Day } from '../kit/time.ts'

// [Note: How much one answer holds]
// People times days is what an answer costs; whoever asks for more is told so before anything is loaded. What it comes to
// in seconds and memory is in docs/month-figures.md.

/** People whose month is looked at, printed, taken out or summed up together. */
export const mostOnASheet = 1_000
/** Check-ins in one workbook. */
export const mostPunches = 100_000
/** Half-days to look at in one answer. */
export const mostCases = 2_000

/** How many people one answer about some days, both included, may be about; more are read by nobody. */
export const mostAsked = (from: Day, to: Day): number => Math.min(10_000, Math.floor(310_000 / lengthOf(from, to)))

/** How many people a changed rule may concern in some days: a year of ten thousand, or a month of a hundred thousand. */
export const mostJudgedAnew = (from: Day, to: Day): number => Math.floor(4_000_000 / lengthOf(from, to))

const lengthOf = (from: Day, to: Day): number => numberOf(to) - numberOf(from) + 1
