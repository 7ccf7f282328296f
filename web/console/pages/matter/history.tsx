import type { Hop, MatterView } from '../../../../src/contract/matters.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { sayDuration } from './saying.ts'
import { matterWords } from './words.ts'

/** Who had it, from when to when, and for how much working time, to the second. */
export function Hops({ hops }: { hops: readonly Hop[] }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  return (
    <Sheet title={words.hops}>
      <ol className="rows">
        {hops.map((it) => (
          <li key={`${it.unitId} ${it.from}`}>
            <div className="grow">
              <strong>{words.with(it.post, it.staffName ?? '')}</strong> <span className="soft">{it.unitName}</span>
              <small className="soft numbers hop-when">
                {stampOf(it.from)} → {it.to === null ? words.stillHas : stampOf(it.to)}
              </small>
            </div>
            <span className="numbers">{sayDuration(it.heldSeconds, language)}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

/** Everything that happened, the newest first. */
export function Events({ events }: { events: MatterView['events'] }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  return (
    <Sheet title={words.events}>
      <ul className="rows event-rows">
        {events
          .toSorted((a, b) => (a.at < b.at ? 1 : -1))
          .map((it) => (
            <li key={it.factId}>
              <time className="numbers soft" dateTime={it.at}>
                {stampOf(it.at)}
              </time>
              <div className="grow">
                {it.what[language]} <span className="soft">{it.by}</span>
              </div>
            </li>
          ))}
      </ul>
    </Sheet>
  )
}
