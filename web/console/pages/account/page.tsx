import { useWords } from '../../language.tsx'
import { Page } from '../../parts/page.tsx'
import { PasskeySheet } from './passkeySheet.tsx'
import { PasswordSheet } from './passwordSheet.tsx'
import { SessionsSheet } from './sessionsSheet.tsx'
import { TotpSheet } from './totpSheet.tsx'
import { accountWords } from './words.ts'

/** One's own account. */
export default function AccountPage() {
  const words = useWords(accountWords)
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="columns">
        <div>
          <TotpSheet />
          <PasskeySheet />
        </div>
        <div>
          <PasswordSheet />
          <SessionsSheet />
        </div>
      </div>
    </Page>
  )
}
