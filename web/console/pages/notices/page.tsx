import { Tag } from 'antd'
import { Link } from 'wouter'
import { listOwnNotices, listWebhooks, type Notice, type NoticeItem } from '../../../../src/contract/routes/notices.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { DeliveryState } from './delivery.tsx'
import { MailAddress } from './mailAddress.tsx'
import { Webhooks } from './webhooks.tsx'
import { noticeWords } from './words.ts'

/** One's own notices and where they go; for the county also the programs that are told. */
export default function NoticesPage() {
  const words = useWords(noticeWords)
  const may = useMay()
  const asked = useAsked(listOwnNotices, {}, { refetchInterval: 60_000 })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(notices) =>
          notices.length === 0 ? (
            <Nothing title={words.none} next={words.noneNext} />
          ) : (
            notices.map((it) => <NoticeSheet key={it.noticeId} notice={it} />)
          )
        }
      </Answered>
      <MailAddress />
      {may(listWebhooks) && <Webhooks />}
    </Page>
  )
}

function NoticeSheet({ notice: { kind, at, items, mail } }: { notice: Notice }) {
  const words = useWords(noticeWords)
  const extra = mail && (
    <span>
      {words.byMail} <DeliveryState delivery={mail} />
    </span>
  )
  return (
    <Sheet title={`${words[kind]} ${stampOf(at)}`} extra={extra}>
      <ul className="rows">
        {items.map((it) => (
          <ItemRow key={`${it.what}${it.matterId}${it.scope}${it.dueAt}`} item={it} />
        ))}
      </ul>
    </Sheet>
  )
}

const tones = { red: ['tag-red', '■'], yellow: ['tag-amber', '▲'], offer: ['tag-grey', '→'] } as const

function ItemRow({ item: { what, matterId, typeName, unitName, scope, dueAt, simulated } }: { item: NoticeItem }) {
  const words = useWords(noticeWords)
  const [tone, mark] = tones[what]
  return (
    <li>
      <div className="grow">
        <Tag className={tone}>
          {mark} {words[what]}
        </Tag>
        <strong>{typeName}</strong>{' '}
        <span className="soft">
          · {unitName}
          {scope !== null && ` · ${words[scope]}`}
          {dueAt !== null && ` · ${words.due} ${stampOf(dueAt)}`}
        </span>{' '}
        {simulated && <Tag>{words.simulated}</Tag>}
      </div>
      <Link href={`/matter/${matterId}`}>{words.open}</Link>
    </li>
  )
}
