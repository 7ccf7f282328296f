import { Button, Divider } from 'antd'
import { Fragment } from 'react'
import { Redirect, useSearchParams } from 'wouter'
import { startOidc } from '../../../../src/contract/routes/auth.ts'
import { listBoards } from '../../../../src/contract/routes/board.ts'
import { addressOf } from '../../../shared/ask.ts'
import { forgetLeft } from '../../kept.ts'
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
  const entered = () => {
    forgetLeft()
    void freshSession()
  }
  if (session?.account) return <Redirect to={safe(search.get('next'))} replace />
  return (
    <Bare wide>
      <title>{`${words.title} · 在岗`}</title>
      <div className="entrance">
        <Promises />
        <section className="sheet door">
          <h1>{words.title}</h1>
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
      </div>
      <p className="centered soft apart-above">
        {words.boards} <a href={addressOf(listBoards)}>{words.boardsLink}</a>
      </p>
    </Bare>
  )
}

/** What the product stands for, in three sentences; only where there is room. */
function Promises() {
  const words = useWords(logInWords)
  return (
    <section className="promise">
      <h2>{words.promise}</h2>
      <dl>
        {words.promises.map(([what, why]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>{why}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

// Only a path of this console: never an address somebody else put into the link.
const safe = (next: string | null): string => (next?.startsWith('/') && !next.startsWith('//') ? next : '/')
