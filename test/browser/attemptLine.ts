import { type FactRow, listFacts } from './facts.ts'

/** Tells of every attempt so far, for whoever looks why one was refused. */
export async function printAttempts(dataDir: string): Promise<void> {
  for (const { body } of await listFacts(dataDir, 'attemptJudged')) console.log(lineOf(body))
}

/** What an attempt came to, and what the signals of liveness said of it. */
function lineOf({ verdict, record }: FactRow<'attemptJudged'>['body']): string {
  const asked = record.steps.map(({ action }) => action).join(' ')
  const said = record.liveness?.readings.flatMap(({ signal, value, evidence }) =>
    value === null ? [] : [`${signal} ${value.toFixed(2)} (${evidence.toFixed(2)})`],
  )
  const at = record.curves.atMs ?? []
  const gaps = at.slice(1).map((time, i) => Math.round(time - (at[i] as number)))
  const seen = `${at.length} frames in ${record.durationMs} ms, at most ${Math.max(0, ...gaps)} apart`
  const found = record.gates
    .filter(({ passed }) => !passed)
    .map(({ gate, measured, limit }) => `${gate} ${measured}/${limit}`)
  return [verdict, ...found, `[${asked}]`, seen, `alive ${record.liveness?.score.toFixed(2)}:`, ...(said ?? [])].join(
    ' ',
  )
}
