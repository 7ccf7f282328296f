import { Button, Divider } from 'antd'
import { Redirect, useSearchParams } from 'wouter'
import { startOidc } from '../../../../src/contract/routes/auth.ts'
import { listBoards } from '../../../../src/contract/routes/board.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useWords } from '../../language.tsx'
import { useFreshSession, useSession } from '../../session.ts'
import { Bare } from '../../shell/bare.tsx'
import { PasskeyButton } from './passkeyButton.tsx'
import { PasswordForm } from './passwordForm.tsx'
import { logInWords } from './words.ts'

/** The door: password with an optional code, a passkey, or the county's identity provider. */
export default function LogInPage() {
  const words = useWords(logInWords)
  const session = useSession()
  const freshSession = useFreshSession()
  const [search] = useSearchParams()
  const entered = () => void freshSession()
  if (session?.account) return <Redirect to={safe(search.get('next'))} replace />
  return (
    <Bare>
      <section className="sheet door">
        <h1>{words.title}</h1>
        <p className="soft">{words.lead}</p>
        <PasswordForm onEntered={entered} />
        <Divider plain>{words.or}</Divider>
        {session?.oidc && (
          <Button block href={addressOf(startOidc)} className="apart-below">
            {words.oidc}
          </Button>
        )}
        <PasskeyButton onEntered={entered} />
        <p className="soft small">{words.help}</p>
      </section>
      <p className="centered soft">
        {words.boards} <a href={addressOf(listBoards)}>{words.boardsLink}</a>
      </p>
    </Bare>
  )
}

// Only a path of this console: never an address somebody else put into the link.
const safe = (next: string | null): string => (next?.startsWith('/') && !next.startsWith('//') ? next : '/')
