import { Button, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import type { Account } from '../../../../src/contract/people.ts'
import { closeAccount, grantRole, revokeRole } from '../../../../src/contract/routes/people.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { useMay } from '../../session.ts'
import { Closing } from './closing.tsx'
import { GrantModal } from './grantModal.tsx'
import { type Grant, Revoking } from './revoking.tsx'
import { accountsWords } from './words.ts'

type Open = { what: 'grant' | 'close'; account: Account } | { what: 'revoke'; account: Account; grant: Grant }

/** The list; its buttons are there only for those who may. */
export function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const columns: TableColumnsType<Account> = [
    {
      key: 'name',
      title: words.name,
      render: (_, it) => (
        <>
          <strong>{it.name}</strong> {it.closed && <Tag className="tag-grey">{words.closed}</Tag>}
          <div className="soft">{it.login}</div>
        </>
      ),
    },
    {
      key: 'roles',
      title: words.roles,
      render: (_, it) => <Roles account={it} revoke={(grant) => setOpen({ what: 'revoke', account: it, grant })} />,
    },
    {
      key: 'second',
      title: words.second,
      responsive: ['md'],
      render: (_, it) => it.secondFactors.map((factor) => words.seconds[factor]).join('、') || words.secondNone,
    },
    {
      key: 'do',
      title: <span className="hidden">{common.actions}</span>,
      render: (_, it) => <Buttons account={it} open={(what) => setOpen({ what, account: it })} />,
    },
  ]
  return (
    <>
      <Table<Account>
        size="small"
        rowKey="accountId"
        dataSource={[...accounts]}
        columns={columns}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
      {open?.what === 'grant' && <GrantModal account={open.account} onClose={close} />}
      {open?.what === 'close' && <Closing account={open.account} onClose={close} />}
      {open?.what === 'revoke' && <Revoking account={open.account} grant={open.grant} onClose={close} />}
    </>
  )
}

function Roles({ account, revoke }: { account: Account; revoke: (grant: Grant) => void }) {
  const words = useWords(accountsWords)
  const { roles } = useWords(commonWords)
  const names = useNames()
  const mayRevoke = useMay()(revokeRole) && !account.closed
  if (account.roles.length === 0) return <span className="soft">{words.rolesNone}</span>
  return (
    <ul className="plain-list">
      {account.roles.map((grant) => (
        <li key={`${grant.role} ${grant.unitId}`}>
          {roles[grant.role]}{' '}
          <span className="soft">· {grant.unitId === null ? words.wholeCounty : names.unit(grant.unitId)}</span>
          {mayRevoke && (
            <Button
              size="small"
              type="link"
              danger
              aria-label={words.revokeFor(roles[grant.role], account.name)}
              onClick={() => revoke(grant)}
            >
              {words.revoke}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Buttons({ account, open }: { account: Account; open: (what: 'grant' | 'close') => void }) {
  const words = useWords(accountsWords)
  const may = useMay()
  if (account.closed) return null
  return (
    <div className="actions end">
      {may(grantRole) && (
        <Button size="small" aria-label={words.grantFor(account.name)} onClick={() => open('grant')}>
          {words.grant}
        </Button>
      )}
      {may(closeAccount) && (
        <Button size="small" danger aria-label={words.closeFor(account.name)} onClick={() => open('close')}>
          {words.close}
        </Button>
      )}
    </div>
  )
}
