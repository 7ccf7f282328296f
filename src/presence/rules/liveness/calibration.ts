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

/** Taken by `findTable` from clips that `npm run lab:make` rendered, of people that are not reported on. */
const rendered = (genuine: number, attacks: number, table: Table): Worth => ({
  table,
  source: 'simulated',
  genuine,
  attacks,
  date: '2026-11-22',
})

/**
 * What each signal is worth. The tables are flat where living and attacks look alike, and bounded, so that no one signal
 * decides more than it can know. Pulse never counts against anybody.
 *
 * Chosen besides those marked so: the lowest step of `scene` (second faces, changed bodies), for none was rendered; and
 * `light` between 0.5 and 0.8, milder than its sample, for real cameras correct white and exposure and rendered ones hardly.
 */
export const calibration: Calibration = {
  timing: chosen([
    [0, -0.5],
    [0.4, -0.2],
    [0.6, 0],
    [1, 0.1],
  ]),
  jaw: rendered(12, 14, [
    [0.0918, -0.215],
    [0.108, 0],
    [0.124, 0.063],
  ]),
  light: rendered(12, 33, [
    [0.2, -1.47],
    [0.5, -1.22],
    [0.65, -0.5],
    [0.75, 0],
    [0.865, 0.5],
  ]),
  relief: rendered(7, 15, [
    [0.0624, -0.484],
    [0.127, 0.5],
  ]),
  solidity: rendered(8, 28, [
    [0.355, -1.38],
    [0.478, -1.38],
    [0.6, -0.74],
    [0.722, 0.11],
    [0.844, 0.136],
  ]),
  sameness: chosen([
    [0.9, -0.8],
    [0.93, -0.5],
    [0.95, 0],
    [0.98, 0.1],
  ]),
  template: chosen([
    [0, -0.6],
    [0.5, -0.3],
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
  scene: rendered(12, 42, [
    [0.1, -1],
    [0.4, -0.563],
    [0.475, -0.041],
    [0.6, 0],
  ]),
  passive: chosen([
    [0.2, -1],
    [0.5, -0.5],
    [0.7, 0],
    [0.95, 0.3],
  ]),
}
