import { App, Button, Form, Input, Switch } from 'antd'
import type { QueueView } from '../../../../src/contract/queue.ts'
import { keepQueue, listQueues, readQueue } from '../../../../src/contract/routes/queue.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { queueWords } from './words.ts'

interface Kept {
  readonly open: boolean
  readonly counters: string
}

/** Whether the site gives numbers, and what its counters are called. */
export function Keeping({ queue }: { queue: QueueView }) {
  const words = useWords(queueWords)
  const { message } = App.useApp()
  const keeping = useDo(keepQueue, [readQueue, listQueues])
  const keep = ({ open, counters }: Kept) => {
    const names = counters.split('\n').map((it) => it.trim())
    keeping.mutate(
      { params: { siteId: queue.siteId }, body: { open, counters: names.filter((it) => it !== '') } },
      { onSuccess: () => void message.success(words.kept) },
    )
  }
  return (
    <Sheet
      title={words.keep}
      extra={
        <a href={`/queue/${queue.siteId}`} target="_blank" rel="noreferrer">
          {words.page}
        </a>
      }
    >
      <Form
        layout="vertical"
        initialValues={{ open: queue.open, counters: queue.counters.join('\n') }}
        onFinish={keep}
        requiredMark={false}
      >
        <Form.Item name="open" label={words.open} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="counters" label={words.counters}>
          <Input.TextArea rows={3} />
        </Form.Item>
        <Button htmlType="submit" loading={keeping.isPending}>
          {words.keep}
        </Button>
      </Form>
    </Sheet>
  )
}
