import { App, Form, Input, Modal, Radio } from 'antd'
import { decideVisitFinding, listVisitFindings } from '../../../../src/contract/routes/visits.ts'
import { FindingDecision, type VisitFinding } from '../../../../src/contract/visits.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { visitsWords } from './words.ts'

interface Props {
  readonly factId: string
  readonly finding: VisitFinding
  readonly onClose: () => void
}

/** What a person makes of a finding, with his reason. */
export function Deciding({ factId, finding, onClose }: Props) {
  const words = useWords(visitsWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ decision: FindingDecision; words: string }>()
  const deciding = useDo(decideVisitFinding, [listVisitFindings])
  const decide = (given: { decision: FindingDecision; words: string }) =>
    deciding.mutate(
      { params: { factId }, body: { finding, ...given } },
      {
        onSuccess: () => {
          void message.success(words.kept)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={words.decide}
      okText={words.decide}
      confirmLoading={deciding.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={decide}>
        <Form.Item name="decision" rules={[{ required: true }]}>
          <Radio.Group
            aria-label={words.decide}
            options={FindingDecision.options.map((value) => ({ value, label: words.decisions[value] }))}
          />
        </Form.Item>
        <Form.Item name="words" label={words.decisionWords} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
