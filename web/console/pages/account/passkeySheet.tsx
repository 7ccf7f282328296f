import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from '@simplewebauthn/browser'
import { App, Tag } from 'antd'
import { useState } from 'react'
import { confirmPasskey, startPasskey } from '../../../../src/contract/routes/auth.ts'
import { whoAmI } from '../../../../src/contract/routes/setup.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { sentenceFor, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useSession } from '../../session.ts'
import { OwnPassword } from './ownPassword.tsx'
import { accountWords } from './words.ts'

export function PasskeySheet() {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const on = useSession()?.account?.secondFactors.includes('passkey') ?? false
  const [busy, setBusy] = useState(false)
  const keeping = useDo(confirmPasskey, [whoAmI])

  const add = async (password: string) => {
    setBusy(true)
    try {
      const options = await ask(startPasskey, { body: { password } })
      const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
      const made = await startRegistration({ optionsJSON })
      keeping.mutate({ body: { ...made } }, { onSuccess: () => void message.success(words.passkeyDone) })
    } catch (failure) {
      void message.error(failure instanceof Refused ? sentenceFor(failure, language) : words.passkeyFailed)
    } finally {
      setBusy(false)
    }
  }
  const state = on ? <Tag className="tag-jade">{words.totpOn}</Tag> : <Tag className="tag-grey">{words.totpOff}</Tag>
  return (
    <Sheet title={words.passkey} extra={state}>
      <p>{words.passkeyLead}</p>
      {browserSupportsWebAuthn() ? (
        <OwnPassword
          name="passkey"
          label={words.passkeyAdd}
          primary={false}
          busy={busy || keeping.isPending}
          onGiven={(password) => void add(password)}
        />
      ) : (
        <p className="soft">{words.passkeyNone}</p>
      )}
    </Sheet>
  )
}
