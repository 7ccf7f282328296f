import { App, Button, Form, Input } from 'antd'
import { changePassword, listSessionsOfAccount } from '../../../../src/contract/routes/auth.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { NewPassword } from '../../parts/newPassword.tsx'
import { Sheet } from '../../parts/page.tsx'
import { accountWords } from './words.ts'

interface Values {
  readonly old: string
  readonly password: string
}

export function PasswordSheet() {
  const words = useWords(accountWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const changing = useDo(changePassword, [listSessionsOfAccount])
  const change = ({ old, password }: Values) =>
    changing.mutate(
      { body: { old, new: password } },
      {
        onSuccess: () => {
          form.resetFields()
          void message.success(words.changed)
        },
      },
    )
  return (
    <Sheet title={words.passwordTitle}>
      <p className="soft">{words.passwordLead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <Form.Item name="old" label={words.old} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPassword words={words} />
        <Button type="primary" htmlType="submit" loading={changing.isPending}>
          {words.change}
        </Button>
      </Form>
    </Sheet>
  )
}
