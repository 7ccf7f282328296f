import { Table, Tag } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listAccounts, type readAudit } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { readActor, readBody } from './read.ts'
import { useSaying } from './saying.ts'
import { auditWords } from './words.ts'

type Row = OutputOf<typeof readAudit>[number]

export function AuditTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords(auditWords)
  const kinds: Record<string, string> = words.kinds
  const may = useMay()
  const { data: accounts = [] } = useAsked(listAccounts, {}, { enabled: may(listAccounts) })
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'at',
          title: words.at,
          className: 'numbers',
          width: 120,
          render: (_, it) => {
            const [day, clock] = stampOf(it.at).split(' ')
            return (
              <>
                {day}
                <div className="soft">{clock}</div>
              </>
            )
          },
        },
        {
          key: 'kind',
          title: words.kind,
          width: 130,
          render: (_, it) => (
            <Tag className={it.kind === 'logInRefused' ? 'tag-red' : 'tag-blue'}>{kinds[it.kind] ?? it.kind}</Tag>
          ),
        },
        { key: 'by', title: words.by, width: 170, render: (_, it) => <By by={it.by} accounts={accounts} /> },
        {
          key: 'body',
          title: words.body,
          responsive: ['md'],
          render: (_, it) => <Body body={it.body} accounts={accounts} />,
        },
      ]}
    />
  )
}

function By({ by, accounts }: { by: unknown; accounts: readonly Account[] }) {
  const words = useWords(auditWords)
  const actor = readActor(by)
  if (actor.kind !== 'account') return words.actors[actor.kind]
  return accounts.find((it) => it.accountId === actor.id)?.name ?? `${words.actors.account} ${actor.id.slice(-6)}`
}

function Body({ body, accounts }: { body: unknown; accounts: readonly Account[] }) {
  const words = useWords(auditWords)
  const fields: Record<string, string> = words.fields
  const say = useSaying(accounts)
  return (
    <dl className="audit-body">
      {readBody(body).map(([name, value]) => (
        <div key={name}>
          <dt>{fields[name] ?? name}</dt>
          <dd title={value}>{say(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
