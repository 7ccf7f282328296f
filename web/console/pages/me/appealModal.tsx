import { Form, Input, Modal } from 'antd'
import { useLanguage, useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { dayLabel } from '../../parts/times.ts'
import { requestWords } from '../requests/words.ts'
import { type About, useAsking } from './asking.ts'
import { meWords } from './words.ts'

/** Says that a verdict is not right; somebody above the head of the unit decides. */
export function AppealModal({ about: { day, half, staff }, onClose }: { about: About; onClose: () => void }) {
  const words = useWords(meWords)
  const asked = useWords(requestWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const [form] = Form.useForm<{ text: string }>()
  const { send, busy } = useAsking(staff.staffId, onClose)
  return (
    <Modal
      open
      title={`${words.appeal} · ${dayLabel(day, language)} ${said.halves[half]}`}
      okText={asked.submit}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{words.appealWhy}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ text }) => send({ kind: 'appeal', day, half, text: text.trim() })}
      >
        <Form.Item name="text" label={asked.text} rules={[{ required: true, whitespace: true, max: 1000 }]}>
          <Input.TextArea rows={4} maxLength={1000} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
