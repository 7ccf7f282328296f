import { Button, Checkbox, Form, type FormInstance, Input } from 'antd'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { freeKey, type TypeForm } from './form.ts'
import { RowActions } from './rowActions.tsx'
import { matterTypesWords } from './words.ts'

/** What the citizen brings, one row for each paper. */
export function MaterialRows({ form }: { form: FormInstance<TypeForm> }) {
  const words = useWords(matterTypesWords)
  return (
    <fieldset className="parts">
      <legend>{words.materials}</legend>
      <p className="soft">{words.materialsWhat}</p>
      <Form.List name="materials">
        {(rows, { add, move, remove }) => (
          <>
            <ol>
              {rows.map(({ key, name }, at) => (
                <li key={key}>
                  <div className="head">
                    <h4>{words.material(at + 1)}</h4>
                    <RowActions
                      label={words.material(at + 1)}
                      {...{ at, count: rows.length, least: 0, move, remove }}
                    />
                  </div>
                  <MaterialFields at={name} />
                </li>
              ))}
            </ol>
            <Button
              icon={<PlusIcon />}
              disabled={rows.length >= 40}
              onClick={() =>
                add({ key: freeKey('m', form.getFieldValue('materials')), name: '', required: true, how: '' })
              }
            >
              {words.addMaterial}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function MaterialFields({ at }: { at: number }) {
  const words = useWords(matterTypesWords)
  return (
    <>
      <Form.Item name={[at, 'key']} hidden>
        <Input />
      </Form.Item>
      <div className="two">
        <Form.Item
          name={[at, 'name']}
          label={words.materialName}
          rules={[{ required: true, whitespace: true, max: 120 }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name={[at, 'how']} label={words.how}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'required']} valuePropName="checked">
        <Checkbox>{words.required}</Checkbox>
      </Form.Item>
    </>
  )
}
