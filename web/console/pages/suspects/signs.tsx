import type { AttemptReplay } from '../../../../src/contract/suspects.ts'
import { useWords } from '../../language.tsx'
import { showNumber } from './reading.ts'
import { signWords } from './signWords.ts'
import { orderSigns, type Reading, worthOf } from './weighing.ts'
import './signs.css'

/** Which checks an attempt failed, and what each sign of life said: for, against, or nothing and why. */
export function Signs({ replay: { gates, liveness } }: { replay: Pick<AttemptReplay, 'gates' | 'liveness'> }) {
  const words = useWords(signWords)
  return (
    <>
      {gates.length > 0 && <Gates gates={gates} />}
      <h3>{words.signs}</h3>
      {liveness === null ? (
        <p className="hint">{words.signsNone}</p>
      ) : (
        <>
          <p className="soft">{words.signsLead}</p>
          <div className="sign-ends" aria-hidden="true">
            <span>← {words.against}</span>
            <span>{words.for} →</span>
          </div>
          <ul className="plain-list">
            {orderSigns(liveness.readings).map((it) => (
              <li key={it.signal}>
                <Sign reading={it} />
              </li>
            ))}
          </ul>
          <p className="numbers">{words.signsScore(showNumber(liveness.score), showNumber(liveness.threshold))}</p>
          {liveness.like !== null && <p>{words.signsLike(words.kinds[liveness.like] ?? liveness.like)}</p>}
        </>
      )}
    </>
  )
}

function Gates({ gates }: Pick<AttemptReplay, 'gates'>) {
  const words = useWords(signWords)
  const nameOf = (gate: string): string => words.gateNames[gate] ?? gate
  const passed = gates.filter((it) => it.passed)
  return (
    <>
      <h3>{words.gates}</h3>
      <ul className="plain-list sign-gates">
        {gates
          .filter((it) => !it.passed)
          .map(({ gate, measured, limit }) => (
            <li key={gate}>
              <strong className="sign-failed">✕ {words.gateFails[gate] ?? words.gateFailed(nameOf(gate))}</strong>{' '}
              {measured !== null && limit !== null && (
                <span className="soft numbers">
                  {words.gateMeasured(showNumber(measured), showNumber(limit), words.gateUnits[gate] ?? '')}
                </span>
              )}
            </li>
          ))}
      </ul>
      {passed.length > 0 && <p>✓ {words.gatePassed(passed.map(({ gate }) => nameOf(gate)).join('、'))}</p>}
    </>
  )
}

function Sign({ reading }: { reading: Reading }) {
  const words = useWords(signWords)
  const { signal, value, evidence, why } = reading
  const said = words.signals[signal]
  const reason = why === null ? null : (words.whys[why] ?? why)
  return (
    <details className="sign">
      <summary>
        <span className="sign-name">{said?.name ?? signal}</span>
        <Bar reading={reading} />
        <Word reading={reading} />
      </summary>
      <dl className="because">
        {said && (
          <>
            <dt>{words.rule}</dt>
            <dd>{said.rule}</dd>
            <dt>{words.used}</dt>
            <dd>{said.used}</dd>
          </>
        )}
        <dt>{words.ignored}</dt>
        {reason !== null && <dd>{words.ignoredWhole(reason)}</dd>}
        {said && <dd>{said.aside}</dd>}
        {value !== null && (
          <>
            <dt>{words.reading}</dt>
            <dd className="numbers">{words.readingIs(showNumber(value), showNumber(evidence))}</dd>
          </>
        )}
      </dl>
    </details>
  )
}

function Word({ reading }: { reading: Reading }) {
  const words = useWords(signWords)
  const worth = worthOf(reading)
  if (worth.kind === 'silent') return <span className="soft sign-word">{words.silent}</span>
  if (worth.kind === 'neutral') return <span className="soft sign-word">{words.sayNeutral}</span>
  const say = worth.kind === 'for' ? words.sayFor : words.sayAgainst
  return <span className={`sign-word sign-${worth.kind}`}>{say(words.worth[worth.strength])}</span>
}

/** From the middle to the left against, to the right for; hollow where nothing was said. */
function Bar({ reading }: { reading: Reading }) {
  const worth = worthOf(reading)
  const width = worth.kind === 'silent' || worth.kind === 'neutral' ? 0 : worth.share * 50
  return (
    <span className={`sign-bar ${worth.kind === 'silent' ? 'sign-silent' : ''}`} aria-hidden="true">
      <i
        className={`sign-${worth.kind}`}
        style={{ width: `${width}%`, [worth.kind === 'against' ? 'right' : 'left']: '50%' }}
      />
    </span>
  )
}
