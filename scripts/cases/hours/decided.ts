import { addDays } from '../../../src/calendar/workingTime/add.ts'
import type { WorkingCalendar } from '../../../src/calendar/workingTime/calendar.ts'
import { isOpen, nextOpen, prevOpen } from '../../../src/calendar/workingTime/open.ts'
import { isFields, numberOf } from '../case.ts'
import type { HoursCase } from './case.ts'
import { clockIsChanged, instantIn } from './time.ts'

/** Where libraries disagree and the product has one rule. The reasons stand in docs/decisions.md too. */
interface Decision {
  readonly fits: (it: HoursCase, calendar: WorkingCalendar) => boolean
  readonly reason: string
}

const startOf = ({ input, zone }: HoursCase): number => instantIn(input.start ?? input.at ?? input.from, zone)

const isClosing = (calendar: WorkingCalendar, at: number): boolean =>
  !isOpen(calendar, at) && prevOpen(calendar, at) === at

const decisions: readonly Decision[] = [
  {
    fits: (it, calendar) => it.op === 'isOpen' && isClosing(calendar, startOf(it)),
    reason: 'periods are half-open: the closing instant is not worked any more',
  },
  {
    fits: (it, calendar) =>
      (it.op === 'add' || it.op === 'sla') && amountOf(it) === 0 && !isOpen(calendar, startOf(it)),
    reason: 'no time at all after a closed instant, a closing too, is the next opening',
  },
  {
    fits: (it, calendar) =>
      it.op === 'addDays' && !(isOpen(calendar, startOf(it)) && isOpen(calendar, daysLater(it, calendar))),
    reason: 'days are counted as dates: none is lost for a start on a closed day, the time of the clock stays',
  },
  {
    fits: (it, calendar) => (it.op === 'add' || it.op === 'sla') && startsAtOpening(calendar, expectedAt(it)),
    reason: 'a whole period ends with its closing, not with the next opening',
  },
  {
    fits: ({ op, input, zone }) => op === 'between' && instantIn(input.from, zone) > instantIn(input.to, zone),
    reason: 'a reversed range is a mistake of the caller, or has a sign',
  },
  {
    fits: ({ input, zone, op }) => (op === 'between' || op === 'betweenAbs') && clockIsChanged(input, zone),
    reason: 'where the clock is changed, time that really went by is counted',
  },
  {
    fits: ({ input }) => /\.\d*[1-9]/.test(JSON.stringify(input)),
    reason: 'time is exact to the millisecond inside; figures are whole seconds, rounded down',
  },
]

/** Why an answer differs from one that libraries disagree about; null where nothing was decided, so that it is wrong. */
export const findDecision = (it: HoursCase, calendar: WorkingCalendar): string | null =>
  it.plain ? null : (decisions.find(({ fits }) => fits(it, calendar))?.reason ?? null)

const daysLater = (it: HoursCase, calendar: WorkingCalendar): number =>
  addDays(calendar, startOf(it), numberOf(it.input.days) ?? Number.NaN)

const amountOf = ({ input }: HoursCase): number | undefined => numberOf(input.seconds) ?? numberOf(input.targetSeconds)

function expectedAt({ expected, zone }: HoursCase): number {
  const told = isFields(expected) ? expected.dueAt : expected
  return instantIn(told, zone)
}

const startsAtOpening = (calendar: WorkingCalendar, at: number): boolean =>
  !Number.isNaN(at) && nextOpen(calendar, at) === at && prevOpen(calendar, at) !== at
