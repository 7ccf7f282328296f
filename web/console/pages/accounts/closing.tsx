import { App } from 'antd'
import type { Account } from '../../../../src/contract/people.ts'
import { closeAccount, listAccounts } from '../../../../src/contract/routes/people.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { accountsWords } from './words.ts'

/** Closes an account, with a reason. */
export function Closing({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords(accountsWords)
  const { message } = App.useApp()
  const closing = useDo(closeAccount, [listAccounts])
  const close = (reason: string) =>
    closing.mutate(
      { params: { accountId: account.accountId }, body: { reason } },
      {
        onSuccess: () => {
          void message.success(words.closedNow)
          onClose()
        },
      },
    )
  return (
    <ReasonWanted
      title={words.closeFor(account.name)}
      explain={words.closeWhy}
      busy={closing.isPending}
      onGiven={close}
      onCancel={onClose}
    />
  )
}
