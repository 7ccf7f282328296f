import { App } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import { listAccounts, revokeRole } from '../../../../src/contract/routes/people.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { accountsWords } from './words.ts'

export type Grant = Account['roles'][number]

/** Revokes one role, with a reason. */
export function Revoking({ account, grant, onClose }: { account: Account; grant: Grant; onClose: () => void }) {
  const words = useWords(accountsWords)
  const { roles } = useWords(commonWords)
  const { message } = App.useApp()
  const revoking = useDo(revokeRole, [listAccounts])
  const revoke = (reason: string) =>
    revoking.mutate(
      { params: { accountId: account.accountId }, body: { ...grant, reason } },
      {
        onSuccess: () => {
          void message.success(words.revoked)
          onClose()
        },
      },
    )
  return (
    <ReasonWanted
      title={words.revokeFor(roles[grant.role], account.name)}
      explain={words.revokeWhy}
      busy={revoking.isPending}
      onGiven={revoke}
      onCancel={onClose}
    />
  )
}
