import { useState } from 'preact/hooks'
import type { FromKiosk } from '../../src/contract/kiosk.ts'
import type { VisitOutcome } from '../../src/contract/visits.ts'
import type { Kiosk } from './state.ts'
import { Title } from './title.tsx'
import type { KioskWords } from './words.ts'

// Not the contract's list: with it the page would load the checker of shapes.
const outcomes = ['served', 'nobodyThere', 'sentAway'] as const satisfies readonly VisitOutcome[]

interface Props {
  readonly kiosk: Pick<Kiosk, 'visit' | 'welcome'>
  readonly words: KioskWords
  readonly say: (message: FromKiosk) => void
}

/** For whoever came on business: one press says that he is there, three say what became of it. Works without a network. */
export function VisitPanel({ kiosk, words: { visit: words }, say }: Props) {
  const [press] = useState(newPress)
  const { visit, welcome } = kiosk
  const tell = (outcome: VisitOutcome | null) => say({ say: 'visit', press, outcome })
  const board = welcome?.boardPath ?? ''
  return (
    <div class="visit">
      <Title>{visit === null ? words.title : words.kept(visit.outcome)}</Title>
      {visit === null && (
        <button type="button" class="main" onClick={() => tell(null)}>
          {words.here}
        </button>
      )}
      {visit !== null && (
        <p>
          {words.code} <b class="code">{visit.code}</b>
          {board.startsWith('http') && <span class="soft"> {words.codeAt(`${new URL(board).origin}/visit/`)}</span>}
        </p>
      )}
      <div class="outcomes">
        {outcomes.map((it) => (
          <button key={it} type="button" class="plain" disabled={visit?.outcome === it} onClick={() => tell(it)}>
            {words.outcomes[it]}
          </button>
        ))}
      </div>
      <p class="soft">{words.nameless}</p>
    </div>
  )
}

/** A random UUID; `crypto.randomUUID` is missing where the page is not on a secure address. */
function newPress(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
