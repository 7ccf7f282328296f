import type { OutputOf } from '../../../../src/contract/route.ts'
import type { recomputeClocks } from '../../../../src/contract/routes/matters.ts'

type Part = OutputOf<typeof recomputeClocks>

/** How far looking through all open matters has come. `dry` only looks; `next` is where it would go on, null at the end. */
export interface Run {
  readonly state: 'going' | 'halted' | 'done'
  readonly dry: boolean
  readonly because: string
  readonly open: number
  readonly looked: number
  readonly changed: number
  readonly some: Part['some']
  readonly next: string | null
}

const someLength = 50

/** A run that begins at the first matter. */
export const begun = (dry: boolean, because: string): Run => ({
  ...{ state: 'going', dry, because },
  ...{ open: 0, looked: 0, changed: 0, some: [], next: null },
})

/** The same with one part more. */
export const grown = (run: Run, { open, looked, changed, some, next }: Part): Run => ({
  ...run,
  ...{ state: next === null ? 'done' : 'going', open, next },
  ...{ looked: run.looked + looked, changed: run.changed + changed },
  some: [...run.some, ...some].slice(0, someLength),
})
