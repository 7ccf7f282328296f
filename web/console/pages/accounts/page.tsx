import { Alert, Button } from 'antd'
import { useState } from 'react'
import { invite, listAccounts } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { Page } from '../../parts/page.tsx'
import { SearchInput } from '../../parts/searchInput.tsx'
import { AwaitedHere } from '../../parts/second.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { AccountTable } from './accountTable.tsx'
import { InviteDrawer } from './inviteDrawer.tsx'
import { UnheldAlert } from './unheldAlert.tsx'
import { accountsWords } from './words.ts'

/** Accounts and their roles. */
export default function AccountsPage() {
  const words = useWords(accountsWords)
  const may = useMay()
  const asked = useAsked(listAccounts, {})
  const [wanted, setWanted] = useState('')
  const [inviting, setInviting] = useState(false)
  const actions = may(invite) && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setInviting(true)}>
      {words.invite}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      <Alert className="apart-below" type="info" showIcon title={words.separation} description={words.separationWhy} />
      {asked.data && <UnheldAlert accounts={asked.data} />}
      <AwaitedHere group="role" />
      <section className="sheet">
        <div className="filters">
          <SearchInput label={words.find} onText={(text) => setWanted(text.trim())} />
        </div>
        <Answered asked={asked}>
          {(accounts) => <AccountTable accounts={accounts.filter((it) => `${it.login} ${it.name}`.includes(wanted))} />}
        </Answered>
      </section>
      {inviting && <InviteDrawer onClose={() => setInviting(false)} />}
    </Page>
  )
}
