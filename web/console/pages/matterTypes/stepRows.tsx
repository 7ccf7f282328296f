import { Button, Form, type FormInstance, Input, Select } from 'antd'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { emptyStep, freeKey, type TypeForm } from './form.ts'
import { LimitInput, WarningInput } from './limitInput.tsx'
import { RowActions } from './rowActions.tsx'
import { useUnitOptions } from './unitOptions.ts'
import { matterTypesWords } from './words.ts'

/** The way of a matter, one row for each step in their order. */
export function StepRows({ form }: { form: FormInstance<TypeForm> }) {
  const words = useWords(matterTypesWords)
  return (
    <fieldset className="parts">
      <legend>{words.stepsTitle}</legend>
      <p className="soft">{words.stepsWhat}</p>
      <Form.List name="steps">
        {(rows, { add, move, remove }) => (
          <>
            <ol>
              {rows.map(({ key, name }, at) => (
                <li key={key}>
                  <div className="head">
                    <h4>{words.step(at + 1)}</h4>
                    <RowActions label={words.step(at + 1)} {...{ at, count: rows.length, least: 1, move, remove }} />
                  </div>
                  <StepFields at={name} />
                </li>
              ))}
            </ol>
            <Button
              icon={<PlusIcon />}
              disabled={rows.length >= 20}
              onClick={() => add(emptyStep(freeKey('s', form.getFieldValue('steps'))))}
            >
              {words.addStep}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function StepFields({ at }: { at: number }) {
  const words = useWords(matterTypesWords)
  const units = useUnitOptions(words.ownUnit)
  const label = (field: string) => words.of(words.step(at + 1), field)
  const filled = [{ required: true, whitespace: true, max: 60 }]
  return (
    <div className="two">
      <Form.Item name={[at, 'key']} hidden>
        <Input />
      </Form.Item>
      <Form.Item name={[at, 'name']} label={words.stepName} rules={filled}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[at, 'post']} label={words.post} rules={filled}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[at, 'limit']} required label={words.limit}>
        <LimitInput label={label(words.limit)} />
      </Form.Item>
      <Form.Item name={[at, 'warning']} required label={words.fields.warning}>
        <WarningInput label={label(words.fields.warning)} />
      </Form.Item>
      <Form.Item name={[at, 'unitId']} required label={words.stepUnit}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
      </Form.Item>
    </div>
  )
}
