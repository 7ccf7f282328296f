import { Table, Tag } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listAccounts, type readAudit } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { readActor, readBody } from './read.ts'
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
          <dd title={value}>{say(name, value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Says a value in words: names for ids that are known here, short ends of long numbers, the rest as it is. */
function useSaying(accounts: readonly Account[]): (name: string, value: string) => string {
  const words = useWords(auditWords)
  const roles: Record<string, string> = useWords(commonWords).roles
  const values: Record<string, string> = words.values
  const { units, sites } = useNames()
  return (name, value) => {
    const known =
      accounts.find((it) => it.accountId === value)?.name ??
      units.find((it) => it.unitId === value)?.name ??
      sites.find((it) => it.siteId === value)?.name
    if (known !== undefined) return known
    if (name === 'role') return roles[value] ?? value
    return values[value] ?? (/^[0-9a-f-]{32,}$/.test(value) ? `…${value.slice(-8)}` : value)
  }
}
