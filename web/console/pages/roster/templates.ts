import type { Pattern, Shift } from '../../../../src/contract/roster.ts'

/** Patterns many places use, made from the shifts there are. */
export type Template = 'threeThree' | 'fourThree' | 'fiveDays'
export const templates = ['threeThree', 'fourThree', 'fiveDays'] as const satisfies readonly Template[]

type Made = Pick<Pattern, 'turns' | 'days' | 'followsCalendar'>

/** The days of a template; nothing where a shift it needs is missing. */
export function fromTemplate(template: Template, shifts: readonly Shift[]): Made | undefined {
  const inUse = shifts.filter((it) => !it.retired)
  const work = inUse.find((it) => it.kind === 'work')?.shiftId
  if (template === 'fiveDays') {
    return work === undefined
      ? undefined
      : { turns: 'weekly', days: [work, work, work, work, work, null, null], followsCalendar: true }
  }
  if (template === 'threeThree') {
    const field = inUse.find((it) => it.kind === 'field')?.shiftId
    return work && field ? { turns: 'cycle', days: [work, field, null], followsCalendar: false } : undefined
  }
  const night = inUse.find(crossesMidnight)?.shiftId
  const [early, late = early] = inUse.filter((it) => it.kind !== 'field' && it.shiftId !== night)
  if (early === undefined || late === undefined || night === undefined) return undefined
  const days = [early.shiftId, early.shiftId, late.shiftId, late.shiftId, night, night, null, null]
  return { turns: 'cycle', days, followsCalendar: false }
}

/** A period that ends at or before its start goes on into the next day. */
export const crossesMidnight = ({ periods }: Pick<Shift, 'periods'>): boolean =>
  periods.some(({ from, to }) => to <= from)

/** The phases of people who begin one day apart, in order. */
export const staggered = (people: number, length: number): number[] =>
  Array.from({ length: people }, (_, n) => n % length)
