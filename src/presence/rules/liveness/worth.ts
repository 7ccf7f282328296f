import type { SignalName } from './reading.ts'

/** Values and what they are worth: natural log likelihood ratio, living over attack. Straight between, flat outside. */
export type Table = readonly (readonly [value: number, evidence: number])[]
export type Tables = Readonly<Partial<Record<SignalName, Table>>>

/** What readings are worth. A signal stands in `chosen` or in `against`, or is worth nothing. */
export interface Calibration {
  /** Taken from nothing but judgement, for repeats and strangers that nobody rendered: against every species alike. */
  readonly chosen: Tables
  /** Living people against each species of attack, as measured on presentations of both. */
  readonly against: Readonly<Record<string, Tables>>
}
