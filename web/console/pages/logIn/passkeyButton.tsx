import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser'
import { App, Button } from 'antd'
import { useState } from 'react'
import { confirmPasskeyLogIn, startPasskeyLogIn } from '../../../../src/contract/routes/auth.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { logInWords } from './words.ts'

/** Shown where the browser can do it; never the only way. */
export function PasskeyButton({ onEntered }: { onEntered: () => void }) {
  const words = useWords(logInWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  if (!browserSupportsWebAuthn()) return null

  const enter = async () => {
    setBusy(true)
    try {
      await enterByPasskey()
      onEntered()
    } catch (failure) {
      void message.error(failure instanceof Refused ? sentenceFor(failure, language) : words.passkeyFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button block size="large" loading={busy} onClick={() => void enter()}>
        {words.passkey}
      </Button>
      <p className="soft small">{words.passkeyLead}</p>
    </>
  )
}

async function enterByPasskey(): Promise<void> {
  const options = await ask(startPasskeyLogIn)
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const answer = await startAuthentication({ optionsJSON })
  await ask(confirmPasskeyLogIn, { body: { ...answer } })
}
