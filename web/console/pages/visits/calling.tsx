import { Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Site } from '../../../../src/contract/people.ts'
import { enterVisit, listVisitFindings, listVisits } from '../../../../src/contract/routes/visits.ts'
import { type VisitOutcome, visitOutcomes } from '../../../../src/contract/visits.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { visitsWords } from './words.ts'

interface Entered {
  readonly siteId: string
  readonly outcome: VisitOutcome | 'waiting'
  readonly told?: string
  readonly matterCode?: string
}

interface Props {
  readonly onClose: () => void
}

/** Enters a visit for somebody on the telephone, and shows the code to be read to him. */
export function Calling({ onClose }: Props) {
  const { sites } = useNames()
  // A form keeps the values it began with: it begins once the sites are known.
  return sites.length === 0 ? null : <Entering sites={sites} onClose={onClose} />
}

function Entering({ sites, onClose }: Props & { sites: readonly Site[] }) {
  const words = useWords(visitsWords)
  const [form] = Form.useForm<Entered>()
  const [press, setPress] = useState(newId)
  const entering = useDo(enterVisit, [listVisits, listVisitFindings])
  const enter = ({ siteId, outcome, told = '', matterCode = '' }: Entered) =>
    entering.mutate({ body: { press, siteId, outcome: outcome === 'waiting' ? null : outcome, told, matterCode } })
  const again = () => {
    form.resetFields()
    entering.reset()
    setPress(newId())
  }
  if (entering.data)
    return (
      <Modal
        open
        title={words.callTitle}
        onCancel={onClose}
        footer={[
          <Button key="another" onClick={again}>
            {words.another}
          </Button>,
          <Button key="close" type="primary" onClick={onClose}>
            {words.close}
          </Button>,
        ]}
      >
        <p>{words.callDone}</p>
        <p className="read-aloud-code">{entering.data.code}</p>
        <p className="soft">{words.callDoneHow}</p>
      </Modal>
    )
  return (
    <Modal
      open
      title={words.callTitle}
      okText={words.enter}
      confirmLoading={entering.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{words.callLead}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={enter}
        initialValues={{ siteId: sites[0]?.siteId, outcome: 'nobodyThere' }}
      >
        <Form.Item name="siteId" label={words.site} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={sites.map((it) => ({ value: it.siteId, label: it.name }))}
          />
        </Form.Item>
        <Form.Item name="outcome" label={words.callOutcome}>
          <Radio.Group
            options={[
              ...visitOutcomes.map((value) => ({ value, label: words.outcomes[value] })),
              { value: 'waiting', label: words.callBegun },
            ]}
          />
        </Form.Item>
        <Form.Item name="told" label={words.callTold}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="matterCode" label={words.matterCode}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
