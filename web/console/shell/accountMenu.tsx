import { Button, Dropdown } from 'antd'
import { useLocation } from 'wouter'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'
import { LogoutIcon, UserIcon } from '../parts/icons.tsx'
import { type Session, useLeave } from '../session.ts'
import { shellWords } from './shellWords.ts'

export function AccountMenu({ account }: { account: NonNullable<Session['account']> }) {
  const words = useWords(shellWords)
  const { roles } = useWords(commonWords)
  const [, goTo] = useLocation()
  const leave = useLeave(account.accountId)
  const named: Record<string, string> = roles
  const held = account.roles.map(({ role }) => named[role] ?? role)
  const end = () => {
    leave()
    goTo('/log-in', { replace: true })
  }
  const items = [
    { key: 'account', icon: <UserIcon />, label: words.account, onClick: () => goTo('/account') },
    { key: 'logOut', icon: <LogoutIcon />, label: words.logOut, onClick: end },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="account-button" aria-label={`${words.account}：${account.name}`}>
        <span className="avatar" aria-hidden="true">
          {account.name.slice(0, 1)}
        </span>
        <span className="wide-only">
          {account.name}
          {held.length > 0 && <small>{held.join('、')}</small>}
        </span>
      </Button>
    </Dropdown>
  )
}
