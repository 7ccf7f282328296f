import { Button, Drawer, Form } from 'antd'
import type { ReactNode } from 'react'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'

interface Props<T> {
  readonly title: string
  readonly initial: Partial<T>
  readonly busy: boolean
  readonly onKeep: (values: T) => void
  readonly onClose: () => void
  readonly children: ReactNode
  readonly below?: ReactNode
}

/** A form at the side, kept by one button. */
export function FormDrawer<T extends object>({ title, initial, busy, onKeep, onClose, children, below }: Props<T>) {
  const words = useWords(commonWords)
  const [form] = Form.useForm<T>()
  return (
    <Drawer
      open
      title={title}
      size={560}
      onClose={onClose}
      footer={
        <div className="actions end">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {words.save}
          </Button>
        </div>
      }
    >
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial}
        onFinish={onKeep}
        scrollToFirstError
      >
        {children}
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true" />
      </Form>
      {below}
    </Drawer>
  )
}
