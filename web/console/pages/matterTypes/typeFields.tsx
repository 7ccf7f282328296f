import { Checkbox, Form, type FormInstance, Input, Select } from 'antd'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import type { TypeForm } from './form.ts'
import { LimitInput, WarningInput } from './limitInput.tsx'
import { MaterialRows } from './materialRows.tsx'
import { StepRows } from './stepRows.tsx'
import { useUnitOptions } from './unitOptions.ts'
import { matterTypesWords } from './words.ts'

interface Props {
  readonly form: FormInstance<TypeForm>
  readonly codeStays: boolean
}

/** Everything a kind of matter consists of. */
export function TypeFields({ form, codeStays }: Props) {
  const words = useWords(matterTypesWords)
  return (
    <>
      <Identity codeStays={codeStays} />
      <Limits />
      <StepRows form={form} />
      <MaterialRows form={form} />
      <About />
      <Form.Item name="publicProblem" valuePropName="checked">
        <Checkbox>{words.fields.publicProblem}</Checkbox>
      </Form.Item>
    </>
  )
}

function Identity({ codeStays }: { codeStays: boolean }) {
  const { fields, county } = useWords(matterTypesWords)
  const units = useUnitOptions(county)
  return (
    <>
      <div className="two">
        <Form.Item name="name" label={fields.name} rules={[{ required: true, whitespace: true, max: 80 }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="code"
          label={fields.code}
          extra={fields.codeWhat}
          rules={[{ required: true, pattern: /^[0-9A-Za-z-]{1,32}$/, message: fields.codeWhat }]}
        >
          <Input maxLength={32} disabled={codeStays} />
        </Form.Item>
      </div>
      <div className="two">
        <Form.Item name="group" label={fields.group} rules={[{ required: true, whitespace: true, max: 40 }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="unitId" required label={fields.unit}>
          <Select disabled={codeStays} showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
      </div>
      <Form.Item name="from" label={fields.from} rules={[{ required: true }]}>
        <DaySelect />
      </Form.Item>
    </>
  )
}

function Limits() {
  const { fields } = useWords(matterTypesWords)
  return (
    <div className="two">
      <Form.Item name="promised" required label={fields.promised} extra={fields.promisedWhat}>
        <LimitInput label={fields.promised} />
      </Form.Item>
      <Form.Item name="legal" required label={fields.legal}>
        <LimitInput label={fields.legal} />
      </Form.Item>
      <Form.Item name="acceptWithin" required label={fields.acceptWithin} extra={fields.acceptWithinWhat}>
        <LimitInput label={fields.acceptWithin} />
      </Form.Item>
      <Form.Item name="warning" required label={fields.warning}>
        <WarningInput label={fields.warning} />
      </Form.Item>
    </div>
  )
}

function About() {
  const { fields } = useWords(matterTypesWords)
  return (
    <>
      <Form.Item name="description" label={fields.description}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Form.Item name="conditions" label={fields.conditions}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Form.Item name="legalBasis" label={fields.legalBasis} extra={fields.legalBasisWhat}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="keywords" label={fields.keywords} extra={fields.keywordsWhat}>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          maxCount={20}
          tokenSeparators={['、', '，', ',', ';', '；']}
        />
      </Form.Item>
    </>
  )
}
