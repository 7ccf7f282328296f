import { useState } from 'preact/hooks'
import type { FromKiosk } from '../../src/contract/kiosk.ts'
import { visitOutcomes } from '../../src/contract/visitOutcomes.ts'
import type { VisitOutcome } from '../../src/contract/visits.ts'
import { Refused } from './entry.tsx'
import { newPress } from './press.ts'
import type { Kiosk } from './state.ts'
import { Title } from './title.tsx'
import type { KioskWords } from './words.ts'

interface Props {
  readonly kiosk: Pick<Kiosk, 'visit' | 'welcome' | 'refusal' | 'language'>
  readonly words: KioskWords
  readonly say: (message: FromKiosk) => void
}

/** For whoever came on business: one press says that he is there, three say what became of it. Works without a network. */
export function VisitPanel({ kiosk, words: { visit: words }, say }: Props) {
  const [press] = useState(newPress)
  const { welcome, refusal, language } = kiosk
  // A late answer to whoever stood here before has his code in it.
  const visit = kiosk.visit?.press === press ? kiosk.visit : null
  const tell = (outcome: VisitOutcome | null) => say({ say: 'visit', press, outcome })
  const { publicUrl } = welcome ?? {}
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
          {words.code} <b class="code">{visit.code}</b> <span class="soft">{words.codeHere}</span>
          {publicUrl !== undefined && <span class="soft"> {words.codeAt(`${publicUrl}/visit/`)}</span>}
        </p>
      )}
      <Refused sentence={refusal === null ? null : refusal[language]} />
      <div class="outcomes">
        {visitOutcomes.map((it) => (
          <button key={it} type="button" class="plain" disabled={visit?.outcome === it} onClick={() => tell(it)}>
            {words.outcomes[it]}
          </button>
        ))}
      </div>
      <p class="soft">{words.nameless}</p>
    </div>
  )
}
