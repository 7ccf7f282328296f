import { punctuation } from '../../../shared/punctuation.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { useSession } from '../../session.ts'
import { sayLimit } from '../matter/saying.ts'
import { addressOfCode } from './code.ts'
import { Qr } from './qr.tsx'
import type { Receipt } from './receipt.ts'
import { counterWords } from './words.ts'

/** The receipt as it is printed; where something is missing it is the one-time notice as well. */
export function Slip({ receipt }: { receipt: Receipt }) {
  const words = useWords(counterWords).receipt
  const isDemo = useSession()?.county?.demo === true
  const { code, title, typeName, siteName, phone, applicant, external, takenAt, told } = receipt
  return (
    <article className="slip">
      <h2>{told ? `${words.title} · ${words.notice}` : words.title}</h2>
      <p className="slip-title">{title}</p>
      {isDemo && <p className="slip-title">{words.simulated}</p>}
      <dl>
        {typeName !== title && <Line term={words.type}>{typeName}</Line>}
        {applicant !== '' && <Line term={words.applicant}>{applicant}</Line>}
        {external && <Line term={external.system}>{external.number}</Line>}
        <Line term={words.site}>{siteName}</Line>
        <Line term={words.at}>{stampOf(takenAt)}</Line>
        {phone !== '' && <Line term={words.phone}>{phone}</Line>}
      </dl>
      <Papers receipt={receipt} />
      <When receipt={receipt} />
      <div className="slip-look">
        <Qr text={addressOfCode(location.origin, code)} label={words.code} />
        <p>{words.look}</p>
        <p className="slip-code">{code}</p>
        <p className="slip-address">{location.host}/matter</p>
      </div>
      <p className="slip-keep">{words.keep}</p>
      {told && <p className="slip-sign">{words.sign}</p>}
    </article>
  )
}

const Line = ({ term, children }: { term: string; children: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

function Papers({ receipt: { brought, missing, told, words: said } }: { receipt: Receipt }) {
  const words = useWords(counterWords).receipt
  const { language } = useLanguage()
  const comma = language === 'zh' ? '、' : ', '
  return (
    <>
      {(brought.length > 0 || missing.length > 0) && (
        <p>
          <b>{words.brought}</b>
          {punctuation[language].colon}
          {brought.length === 0 ? words.nothing : brought.join(comma)}
        </p>
      )}
      {missing.length > 0 && (
        <section className="slip-missing">
          <b>{told ? words.missingTold : words.missing}</b>
          <ol>
            {missing.map(({ name, how }) => (
              <li key={name}>
                {name}
                {how !== '' && <small>{how}</small>}
              </li>
            ))}
          </ol>
          {said !== '' && <p>{said}</p>}
        </section>
      )}
    </>
  )
}

/** Who has it and until when: by the center's word where there is one, else by the county's promises. */
function When({ receipt: { standing, limits, told } }: { receipt: Receipt }) {
  const words = useWords(counterWords).receipt
  const { language } = useLanguage()
  const isAccepted = standing.kind === 'arrived' && standing.state === 'running'
  return (
    <>
      <dl>
        {standing.post !== '' && <Line term={words.who}>{standing.post}</Line>}
        {standing.kind === 'arrived' && standing.step !== '' && <Line term={words.step}>{standing.step}</Line>}
        {standing.kind === 'arrived' && standing.dueAt !== null && (
          <Line term={words.due}>{stampOf(standing.dueAt)}</Line>
        )}
      </dl>
      {limits && !isAccepted && (
        <p>{(told ? words.acceptTold : words.accept)(sayLimit(limits.acceptWithin, language))}</p>
      )}
      {limits && <p>{words.promised(sayLimit(limits.promised, language))}</p>}
      {standing.kind === 'waiting' && <p>{words.waiting}</p>}
    </>
  )
}
