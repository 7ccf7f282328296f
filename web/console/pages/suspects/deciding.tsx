import { App, Button, Checkbox, Form, Input, Radio } from 'antd'
import { decideSuspect, listSuspects } from '../../../../src/contract/routes/suspects.ts'
import { type Suspect, type SuspectDecision, suspectDecisions } from '../../../../src/contract/suspects.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { listNamed } from './reading.ts'
import { suspectWords } from './words.ts'

interface Decision {
  decision: SuspectDecision
  checkInIds?: string[]
  reason: string
}

/** The form by which a person decides, with a reason. */
export function Deciding({ suspect }: { suspect: Suspect }) {
  const words = useWords(suspectWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Decision>()
  const decision = Form.useWatch('decision', form)
  const deciding = useDo(decideSuspect, [listSuspects])
  const named = listNamed(suspect)
  const decide = ({ decision, checkInIds = [], reason }: Decision) => {
    const body = { decision, reason: reason.trim(), checkInIds: decision === 'confirmed' ? checkInIds : [] }
    // Decided, the form goes: the promise still tells the end.
    return deciding
      .mutateAsync({ params: { suspectId: suspect.suspectId }, body })
      .then(() => void message.success(words.decided))
      .catch(() => undefined)
  }
  if (!suspect.mayDecide) return <p className="hint">{words.cannotDecide}</p>
  return (
    <Sheet title={words.decide}>
      <p className="soft">{words.decideWhy}</p>
      <Form form={form} layout="vertical" className="suspect-form" onFinish={decide}>
        <Form.Item name="decision" label={words.decision} rules={[{ required: true }]}>
          <Radio.Group options={suspectDecisions.map((it) => ({ value: it, label: words.decisions[it] }))} />
        </Form.Item>
        {decision === 'confirmed' && named.length > 0 && <Whose named={named} />}
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={4} maxLength={500} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={deciding.isPending}>
          {words.decide}
        </Button>
      </Form>
    </Sheet>
  )
}

function Whose({ named }: { named: ReturnType<typeof listNamed> }) {
  const words = useWords(suspectWords)
  return (
    <Form.Item
      name="checkInIds"
      label={words.whose}
      // Not "required": a group of boxes may not carry that mark.
      rules={[{ validator: async (_, chosen?: string[]) => chosen?.length || Promise.reject(words.whoseWanted) }]}
    >
      <Checkbox.Group
        className="suspect-choices"
        options={named.map(({ checkInId, name, at }) => ({ value: checkInId, label: `${name} · ${stampOf(at)}` }))}
      />
    </Form.Item>
  )
}
