import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { logIn } from '../../../../src/contract/routes/auth.ts'
import { sentenceFor, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { logInWords } from './words.ts'

interface Values {
  readonly login: string
  readonly password: string
  readonly code?: string
}

/** Name and password; asks for the code only from accounts that have one. */
export function PasswordForm({ onEntered }: { onEntered: () => void }) {
  const words = useWords(logInWords)
  const { language } = useLanguage()
  const [codeWanted, setCodeWanted] = useState(false)
  const entering = useDo(logIn)
  const enter = ({ login, password, code }: Values) =>
    entering.mutate(
      { body: { login, password, ...(codeWanted && code && { code }) } },
      { onSuccess: ({ state }) => (state === 'in' ? onEntered() : setCodeWanted(true)) },
    )
  return (
    <Form<Values> layout="vertical" requiredMark={false} onFinish={enter}>
      <Form.Item name="login" label={words.login} rules={[{ required: true }]}>
        <Input size="large" autoComplete="username" autoFocus maxLength={60} />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
        <Input.Password size="large" autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {codeWanted && (
        <Form.Item name="code" label={words.code} extra={words.codeLead} rules={[{ required: true }]}>
          <Input size="large" autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
        </Form.Item>
      )}
      {entering.error && (
        <Alert className="apart-below" type="error" showIcon title={sentenceFor(entering.error, language)} />
      )}
      <Button type="primary" size="large" htmlType="submit" block loading={entering.isPending}>
        {words.logIn}
      </Button>
    </Form>
  )
}
