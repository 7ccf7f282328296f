import { useEffect, useRef, useState } from 'react'
import { listMatters, readMatter, recomputeClocks } from '../../../../src/contract/routes/matters.ts'
import { useDo } from '../../asked.ts'
import { grown, type Run } from './recomputeRun.ts'

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
    const part = await ask({ body }).catch(() => undefined)
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
