import { Grid, Table, Tag } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listAccounts, type readAudit } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { Body } from './body.tsx'
import { readActor } from './read.ts'
import { useSaying } from './saying.ts'
import { auditKindWords } from './words/find.ts'
import { auditWords } from './words.ts'

type Row = OutputOf<typeof readAudit>[number]

export function AuditTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords(auditWords)
  const index = useLanguage().language === 'zh' ? 0 : 1
  // On a phone there is no room for a column of its own.
  const isWide = Grid.useBreakpoint().md ?? false
  const may = useMay()
  const { data: accounts = [] } = useAsked(listAccounts, {}, { enabled: may(listAccounts) })
  const say = useSaying(accounts, rows)
  const bodyOf = (it: Row) => <Body kind={it.kind} body={it.body} say={say} />
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
          ...(isWide && { width: 150 }),
          render: (_, it) => (
            <>
              <Tag className={it.kind === 'logInRefused' ? 'tag-red' : 'tag-blue'}>
                {auditKindWords.get(it.kind)?.[index] ?? it.kind}
              </Tag>
              {!isWide && <By by={it.by} accounts={accounts} />}
              {!isWide && bodyOf(it)}
            </>
          ),
        },
        {
          key: 'by',
          title: words.by,
          width: 170,
          responsive: ['md'],
          render: (_, it) => <By by={it.by} accounts={accounts} />,
        },
        {
          key: 'body',
          title: words.body,
          responsive: ['md'],
          render: (_, it) => bodyOf(it),
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
