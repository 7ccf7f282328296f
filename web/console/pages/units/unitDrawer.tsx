import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Unit, UnitKind } from '../../../../src/contract/people.ts'
import { keepUnit, readTree } from '../../../../src/contract/routes/people.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { useUnitOptions } from './options.ts'
import { unitsWords } from './words.ts'

interface Props {
  readonly unit?: Unit
  readonly parentId: string | null
  readonly onClose: () => void
}

type Values = Omit<Unit, 'unitId'>

/** Makes or changes a unit. */
export function UnitDrawer({ unit, parentId, onClose }: Props) {
  const words = useWords(unitsWords)
  const [unitId] = useState(() => unit?.unitId ?? newId())
  const keeping = useDo(keepUnit, [readTree])
  const units = useUnitOptions(unit?.unitId)
  const keep = ({ name, kind, parentId: above }: Values) =>
    keeping.mutate({ params: { unitId }, body: { name, kind, parentId: above ?? null } }, { onSuccess: onClose })
  return (
    <FormDrawer<Values>
      title={unit?.name ?? (parentId === null ? words.addTop : words.addUnit)}
      initial={unit ?? { parentId, kind: 'village', name: '' }}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 80 }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={words.kind} rules={[{ required: true }]}>
        <Select options={UnitKind.options.map((value) => ({ value, label: words.kinds[value] }))} />
      </Form.Item>
      <Form.Item name="parentId" label={words.parent}>
        <Select allowClear placeholder={words.noParent} options={units} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </FormDrawer>
  )
}
