import { Button, Form, Input } from 'antd'
import { useWords } from '../../language.tsx'
import { accountWords } from './words.ts'

interface Props {
  /** Of the form: the page has two. */
  readonly name: string
  /** Of the button. */
  readonly label: string
  readonly primary: boolean
  readonly busy: boolean
  readonly onGiven: (password: string) => void
}

interface Values {
  readonly password: string
}

/** Asks for the password once more: an open session alone changes nothing that outlasts it. */
export function OwnPassword({ name, label, primary, busy, onGiven }: Props) {
  const words = useWords(accountWords)
  return (
    <Form<Values> name={name} layout="vertical" requiredMark={false} onFinish={({ password }) => onGiven(password)}>
      <Form.Item name="password" label={words.own} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type={primary ? 'primary' : 'default'} htmlType="submit" loading={busy}>
        {label}
      </Button>
    </Form>
  )
}
