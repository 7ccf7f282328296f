import { Checkbox, Form, Input } from 'antd'
import { useWords } from '../../language.tsx'
import { isElsewhere } from './elsewhere.tsx'
import { missingOf, type TypeAtCounter, type Typed } from './taking.ts'
import { counterWords } from './words.ts'

/** What was brought, ticked off against the list; and what follows from it: accepting, or telling once what is missing. */
export function Materials({ type }: { type: TypeAtCounter }) {
  const words = useWords(counterWords)
  const form = Form.useFormInstance<Typed>()
  const brought = Form.useWatch('brought', form) ?? []
  const held = isElsewhere({ number: Form.useWatch('number', form) ?? '' })
  const missing = held ? [] : missingOf(type, brought)
  return (
    <fieldset className="materials">
      <legend className="materials-title">{words.materials}</legend>
      {held || type.materials.length === 0 ? (
        <p className="soft">{held ? words.heldElsewhere : words.noMaterials}</p>
      ) : (
        <Boxes type={type} brought={brought} />
      )}
      {missing.length > 0 ? (
        <Lacking count={missing.length} />
      ) : (
        <Form.Item name="accepts" valuePropName="checked" noStyle>
          <Checkbox>{words.accepts}</Checkbox>
        </Form.Item>
      )}
    </fieldset>
  )
}

function Boxes({ type, brought }: { type: TypeAtCounter; brought: readonly string[] }) {
  const words = useWords(counterWords)
  const form = Form.useFormInstance<Typed>()
  const keys = type.materials.map((it) => it.key)
  const isAll = keys.every((it) => brought.includes(it))
  return (
    <>
      <Checkbox
        className="all-brought"
        checked={isAll}
        indeterminate={!isAll && brought.length > 0}
        onChange={({ target }) => form.setFieldValue('brought', target.checked ? keys : [])}
      >
        <strong>{words.allBrought}</strong>
      </Checkbox>
      <Form.Item name="brought" noStyle>
        <Checkbox.Group
          className="material-boxes"
          options={type.materials.map((it) => ({
            value: it.key,
            label: (
              <>
                {it.name} <small className="soft">{it.required ? words.required : words.optional}</small>
              </>
            ),
          }))}
        />
      </Form.Item>
    </>
  )
}

function Lacking({ count }: { count: number }) {
  const words = useWords(counterWords)
  const form = Form.useFormInstance<Typed>()
  const tells = Form.useWatch('tells', form)
  return (
    <div className="lacking">
      <strong>{words.missingNow(count)}</strong>
      <Form.Item name="tells" valuePropName="checked" extra={words.tellsWhy}>
        <Checkbox>{words.tells}</Checkbox>
      </Form.Item>
      {tells && (
        <Form.Item name="words" label={words.wordsLabel}>
          <Input maxLength={1000} autoComplete="off" />
        </Form.Item>
      )}
    </div>
  )
}
