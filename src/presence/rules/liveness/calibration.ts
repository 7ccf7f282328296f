import type { SignalName } from './reading.ts'

/** Values and what they are worth: natural log likelihood ratio, living over attack. Straight between, flat outside. */
export type Table = readonly (readonly [value: number, evidence: number])[]

/** A table and what it was taken from. `chosen` tables were taken from nothing but judgement. */
export interface Worth {
  readonly table: Table
  readonly source: 'chosen' | 'simulated' | 'real'
  readonly genuine: number
  readonly attacks: number
  readonly date: string
}
export type Calibration = Readonly<Record<SignalName, Worth>>

const chosen = (table: Table): Worth => ({ table, source: 'chosen', genuine: 0, attacks: 0, date: '2026-11-22' })

/**
 * What each signal is worth. The tables are flat where living and attacks look alike, and bounded, so that no one signal
 * decides more than it can know. Pulse never counts against anybody.
 */
export const calibration: Calibration = {
  timing: chosen([
    [0, -1.2],
    [0.4, -0.3],
    [0.6, 0],
    [1, 0.1],
  ]),
  jaw: chosen([
    [0.03, -2],
    [0.1, -0.8],
    [0.16, 0],
    [0.3, 0.7],
  ]),
  light: chosen([
    [0.1, -2.5],
    [0.45, -1],
    [0.7, 0],
    [0.9, 0.6],
  ]),
  relief: chosen([
    [0.01, -1.5],
    [0.05, -0.5],
    [0.1, 0],
    [0.2, 0.6],
  ]),
  solidity: chosen([
    [0.005, -2],
    [0.02, -0.8],
    [0.04, 0],
    [0.1, 0.7],
  ]),
  sameness: chosen([
    [0.88, -2.5],
    [0.93, -0.8],
    [0.95, 0],
    [0.98, 0.1],
  ]),
  template: chosen([
    [0, -2.5],
    [0.5, -1],
    [1, 0],
    [4, 0.2],
  ]),
  replay: chosen([
    [0.3, -3],
    [0.7, -1.5],
    [0.95, 0],
    [1, 0.05],
  ]),
  pulse: chosen([
    [2, 0],
    [6, 0.4],
  ]),
  scene: chosen([
    [0.1, -2],
    [0.4, -0.6],
    [0.6, 0],
    [0.9, 0.2],
  ]),
  passive: chosen([
    [0.2, -1.5],
    [0.5, -0.5],
    [0.7, 0],
    [0.95, 0.3],
  ]),
}
