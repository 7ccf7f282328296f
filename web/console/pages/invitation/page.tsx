import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { acceptInvitation, readInvitation } from '../../../../src/contract/routes/setup.ts'
import type { RefusalName } from '../../../../src/kit/refusals.ts'
import { Refused } from '../../../shared/ask.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { NewPassword } from '../../parts/newPassword.tsx'
import { Nothing } from '../../parts/page.tsx'
import { ToLogIn } from '../../parts/toLogIn.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useFreshSession } from '../../session.ts'
import { Bare } from '../../shell/bare.tsx'
import { invitationWords } from './words.ts'

/** Opened by a one-time link; the token stays behind the # and so out of every server log. */
export default function InvitationPage() {
  const words = useWords(invitationWords)
  const [token] = useState(() => location.hash.slice(1))
  const complete = token.length >= 20
  const asked = useAsked(readInvitation, { params: { token } }, { enabled: complete })
  return (
    <Bare>
      {!complete ? (
        <Nothing whole title={words.noToken} next={words.noTokenNext} action={<ToLogIn />} />
      ) : isGone(asked.error) ? (
        <Nothing whole title={words.gone} next={words.goneNext} action={<ToLogIn />} />
      ) : (
        <Answered asked={asked}>{(invitation) => <Acceptance token={token} invitation={invitation} />}</Answered>
      )}
    </Bare>
  )
}

const isGone = (failure: unknown): boolean =>
  failure instanceof Refused && failure.refusal === ('invitationGone' satisfies RefusalName)

interface Values {
  readonly login: string
  readonly name: string
  readonly password: string
}

function Acceptance({ token, invitation }: { token: string; invitation: OutputOf<typeof readInvitation> }) {
  const words = useWords(invitationWords)
  const named: Record<string, string> = useWords(commonWords).roles
  const accepting = useDo(acceptInvitation)
  const freshSession = useFreshSession()
  const [, goTo] = useLocation()
  const roles = invitation.roles.map((role) => named[role] ?? role).join('、')
  const accept = ({ login, name, password }: Values) =>
    accepting.mutate(
      { params: { token }, body: { login, name, password } },
      { onSuccess: () => void freshSession().then(() => goTo('/', { replace: true })) },
    )
  return (
    <section className="sheet door">
      <h1>{words.title}</h1>
      <p className="soft">{roles === '' ? words.leadNoRole : words.lead(roles)}</p>
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        onFinish={accept}
        initialValues={{ login: invitation.login ?? '', name: invitation.name }}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="login" label={words.login} rules={[{ required: true, whitespace: true, min: 2, max: 60 }]}>
          <Input autoComplete="username" disabled={invitation.login !== null} />
        </Form.Item>
        <NewPassword words={words} />
        <Button type="primary" htmlType="submit" block size="large" loading={accepting.isPending}>
          {words.accept}
        </Button>
      </Form>
    </section>
  )
}
