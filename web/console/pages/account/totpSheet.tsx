import { App, Button, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { confirmTotp, startTotp } from '../../../../src/contract/routes/auth.ts'
import { whoAmI } from '../../../../src/contract/routes/setup.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { CopyButton } from '../../parts/handing.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useSession } from '../../session.ts'
import { OwnPassword } from './ownPassword.tsx'
import { accountWords } from './words.ts'

type Secret = OutputOf<typeof startTotp>

export function TotpSheet() {
  const words = useWords(accountWords)
  const on = useSession()?.account?.secondFactors.includes('totp') ?? false
  const [secret, setSecret] = useState<Secret>()
  const starting = useDo(startTotp)
  const state = on ? <Tag className="tag-jade">{words.totpOn}</Tag> : <Tag className="tag-grey">{words.totpOff}</Tag>
  return (
    <Sheet title={words.totp} extra={state}>
      <p className="soft">{words.secondLead}</p>
      <p>{words.totpLead}</p>
      {secret === undefined ? (
        <OwnPassword
          name="totp"
          label={on ? words.totpAgain : words.totpStart}
          primary={!on}
          busy={starting.isPending}
          onGiven={(password) => starting.mutate({ body: { password } }, { onSuccess: setSecret })}
        />
      ) : (
        <Confirmation secret={secret} onDone={() => setSecret(undefined)} />
      )}
    </Sheet>
  )
}

function Confirmation({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const words = useWords(accountWords)
  const { message } = App.useApp()
  const confirming = useDo(confirmTotp, [whoAmI])
  const confirm = ({ code }: { code: string }) =>
    confirming.mutate(
      { body: { code } },
      {
        onSuccess: () => {
          void message.success(words.totpDone)
          onDone()
        },
      },
    )
  return (
    <>
      <p>{words.totpScan}</p>
      <img
        className="qr"
        alt={words.totpQr}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(secret.qrSvg)}`}
      />
      <div className="link-to-hand apart-below">
        <code>{secret.secret}</code>
        <CopyButton text={secret.secret} label={words.totpSecret} />
      </div>
      <Form layout="vertical" requiredMark={false} onFinish={confirm}>
        <Form.Item name="code" label={words.totpType} rules={[{ required: true, pattern: /^\d{6}$/ }]}>
          <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={confirming.isPending}>
          {words.totpConfirm}
        </Button>
      </Form>
    </>
  )
}
