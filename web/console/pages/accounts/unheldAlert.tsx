import { Alert } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { unheldOf } from './unheld.ts'
import { accountsWords } from './words.ts'

/** Whom a county still lacks: what nobody may do is otherwise seen only when it waits. */
export function UnheldAlert({ accounts }: { accounts: readonly Account[] }) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  const { roles, grantsAlone } = unheldOf(accounts)
  if (roles.length === 0 && !grantsAlone) return null
  const lacking = (
    <ul>
      {roles.map((role) => (
        <li key={role}>
          <strong>{common.roles[role]}</strong> <span className="soft">{words.does[role]}</span>
        </li>
      ))}
      {grantsAlone && <li>{words.grantsAlone}</li>}
    </ul>
  )
  return <Alert className="apart-below" type="warning" showIcon title={words.unheld} description={lacking} />
}
