import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listMatters, readMatter, recomputeClocks } from '../../../../src/contract/routes/matters.ts'
import { useDo } from '../../asked.ts'

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

/**
 * Looks through all open matters, part by part, until the end or until it is halted; what was computed stays, and a run
 * that was halted or failed goes on where it was.
 */
export function useRecomputing(): {
  readonly run: Run | undefined
  go(run: Run): Promise<Run>
  halt(): void
  forget(): void
} {
  const [run, setRun] = useState<Run>()
  const halted = useRef(false)
  const { mutateAsync } = useDo(recomputeClocks)
  const refresh = useDo(recomputeClocks, [listMatters, readMatter])
  const halt = () => {
    halted.current = true
  }
  // Whoever leaves the page halts it.
  useEffect(
    () => () => {
      halted.current = true
    },
    [],
  )
  const step = async (now: Run): Promise<Run> => {
    const body = { dry: now.dry, because: now.because, after: now.next }
    const ask = now.dry ? mutateAsync : refresh.mutateAsync
    const part: Part | undefined = await ask({ body }).catch(() => undefined)
    return part === undefined ? { ...now, state: 'halted' } : grown(now, part)
  }
  const go = async (from: Run): Promise<Run> => {
    halted.current = false
    let now: Run = { ...from, state: 'going' }
    setRun(now)
    while (now.state === 'going') {
      const grew = await step(now)
      now = grew.state === 'going' && halted.current ? { ...grew, state: 'halted' } : grew
      setRun(now)
    }
    return now
  }
  return { run, go, halt, forget: () => setRun(undefined) }
}
