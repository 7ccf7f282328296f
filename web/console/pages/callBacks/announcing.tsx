import { App, Button, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { announceCallBack, listCallBacks } from '../../../../src/contract/routes/ratings.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { callBackWords } from './words.ts'

interface Plan {
  unitId: string
  callerUnitId: string
  period: string
  size: number
}

/** Fixes who may be drawn and who calls; the draw is the log's. */
export function Announcing({ onAnnounced }: { onAnnounced: () => void }) {
  const words = useWords(callBackWords)
  const { message } = App.useApp()
  const { units } = useNames()
  // Made once, so that pressing twice announces once.
  const [callBackId] = useState(newId)
  const [quarters] = useState(() => lastQuarters(dayOf(new Date().toISOString())))
  const announcing = useDo(announceCallBack, [listCallBacks])
  const announce = (body: Plan) =>
    announcing.mutate(
      { params: { callBackId }, body },
      {
        onSuccess: () => {
          void message.success(words.announced)
          onAnnounced()
        },
      },
    )
  const options = units.map(({ unitId, name }) => ({ value: unitId, label: name }))
  const wanted = [{ required: true, message: words.wanted }]
  return (
    <Sheet>
      <Form<Plan>
        layout="vertical"
        requiredMark={false}
        initialValues={{ period: quarters[0], size: 30 }}
        onFinish={announce}
      >
        <Form.Item name="unitId" label={words.unit} rules={wanted}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item name="callerUnitId" label={words.caller} extra={words.callerExtra} rules={wanted}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item name="period" label={words.period} rules={wanted}>
          <Select options={quarters.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="size" label={words.size} extra={words.sizeExtra} rules={wanted}>
          <InputNumber min={5} max={200} precision={0} />
        </Form.Item>
        <Button type="primary" htmlType="submit" className="big" loading={announcing.isPending}>
          {words.announceNow}
        </Button>
      </Form>
    </Sheet>
  )
}

/** This quarter and the three before it. */
function lastQuarters(today: string): string[] {
  const now = Number(today.slice(0, 4)) * 4 + Math.ceil(Number(today.slice(5, 7)) / 3) - 1
  return [0, 1, 2, 3].map((back) => `${Math.floor((now - back) / 4)}-Q${((now - back) % 4) + 1}`)
}
