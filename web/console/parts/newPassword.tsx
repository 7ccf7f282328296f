import { Form, Input } from 'antd'

interface Props {
  readonly words: { password: string; passwordRule: string; repeat: string; repeatWrong: string }
}

/** Two fields for a new password, named `password` and `repeat` in the form around them. */
export function NewPassword({ words }: Props) {
  return (
    <>
      <Form.Item
        name="password"
        label={words.password}
        extra={words.passwordRule}
        rules={[{ required: true, min: 10, max: 200 }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={words.repeat}
        dependencies={['password']}
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            validator: (_, repeat: unknown) =>
              !repeat || repeat === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(words.repeatWrong)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
