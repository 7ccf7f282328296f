import { Form, Input, Radio, Select } from 'antd'
import type { DayOverride } from '../../../../src/contract/calendar.ts'
import { useWords } from '../../language.tsx'
import { useScope } from '../../parts/attendance/choosing.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { useSession } from '../../session.ts'
import { usePersonOptions } from '../duties/persons.ts'
import { calendarWords } from './words.ts'

/** Who decides, for whom, about which days, what they are, and why. */
export function OverrideFields() {
  const words = useWords(calendarWords)
  return (
    <>
      <ForWhom />
      <div className="two">
        <Form.Item name="from" label={words.from} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
      </div>
      <Form.Item required name="half" label={words.half}>
        <Radio.Group
          optionType="button"
          options={(['whole', 'am', 'pm'] as const).map((it) => ({ value: it, label: words[it] }))}
        />
      </Form.Item>
      <Form.Item required name="work" label={words.work}>
        <Radio.Group
          optionType="button"
          options={[
            { value: false, label: words.isOff },
            { value: true, label: words.isWork },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={words.name} rules={[{ max: 40 }]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        extra={words.reasonWhy}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="document" label={words.document} rules={[{ max: 120 }]}>
        <Input placeholder={words.documentHint} />
      </Form.Item>
    </>
  )
}

function ForWhom() {
  const words = useWords(calendarWords)
  const layers = useLayers()
  const scope = useScope() ?? []
  const persons = usePersonOptions('')
  const layer = Form.useWatch<DayOverride['layer']>('layer')
  return (
    <>
      <Form.Item name="layer" label={words.layer} initialValue={layers[0]} rules={[{ required: true }]}>
        <Radio.Group optionType="button" options={layers.map((it) => ({ value: it, label: words.layers[it] }))} />
      </Form.Item>
      {layer === 'unit' && (
        <Form.Item name="unitId" label={words.whichUnit} initialValue={scope[0]?.unitId} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={scope.map((it) => ({ value: it.unitId, label: `${'　'.repeat(it.depth)}${it.name}` }))}
          />
        </Form.Item>
      )}
      {layer === 'person' && (
        <Form.Item name="staffId" label={words.whichPerson} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={persons} />
        </Form.Item>
      )}
    </>
  )
}

/** The county decides for everybody; heads and clerks only for their units and people. */
function useLayers(): DayOverride['layer'][] {
  const roles = useSession()?.account?.roles.map(({ role }) => role) ?? []
  return roles.includes('county') ? ['county', 'province', 'unit', 'person'] : ['unit', 'person']
}
