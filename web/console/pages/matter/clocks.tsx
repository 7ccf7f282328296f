import type { MatterClock, MatterView } from '../../../../src/contract/matters.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { sayLimit } from './saying.ts'
import { matterWords } from './words.ts'

/** Every clock with its date; where it was computed anew both dates, and how each came about. */
export function Clocks({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const running = matter.clocks.filter((it) => it.state !== 'stopped')
  if (running.length === 0) return null
  return (
    <Sheet title={words.clocks}>
      <ul className="rows clock-rows">
        {running.map((it) => (
          <li key={`${it.scope} ${it.step} ${it.startedAt}`}>
            <div className="grow">
              <Clock clock={it} matter={matter} />
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Clock({ clock, matter }: { clock: MatterClock; matter: MatterView }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const { scope, step, state, startedAt, limit, dueAt, calendarId, earlier } = clock
  const name = matter.type.steps.find((it) => it.key === step)?.name
  const trace = matter.traces.find((it) => it.scope === scope && it.step === step)
  return (
    <>
      <strong>
        {words.scopes[scope]}
        {scope === 'step' && `${punctuation[language].colon}${name ?? step}`}
      </strong>{' '}
      <span className="soft">
        {sayLimit(limit, language)} · {words.clockStates[state]}
      </span>
      <p className="numbers">
        {words.started(stampOf(startedAt))} → <strong>{words.due(stampOf(dueAt))}</strong>{' '}
        <small className="soft">{words.calendar(calendarId.slice(0, 8))}</small>
      </p>
      <Earlier earlier={earlier} dueAt={dueAt} />
      {trace && trace.lines.length > 0 && (
        <details className="fold-away">
          <summary>{words.trace}</summary>
          <ol className="trace">
            {trace.lines.map((it) => (
              <li key={it.en}>{it[language]}</li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function Earlier({ earlier, dueAt }: Pick<MatterClock, 'earlier' | 'dueAt'>) {
  const words = useWords(matterWords)
  if (earlier.length === 0) return null
  return (
    <div className="hint numbers">
      {words.recomputed}
      <ul>
        {earlier.map((it) => (
          <li key={it.changedAt}>{words.earlier(stampOf(it.dueAt), stampOf(it.changedAt), it.because)}</li>
        ))}
        <li>{words.nowDue(stampOf(dueAt))}</li>
      </ul>
    </div>
  )
}
