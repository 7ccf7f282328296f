import { Form, Select } from 'antd'
import { useMemo } from 'react'
import { readCounter } from '../../../../src/contract/routes/matters.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { useMay } from '../../session.ts'
import type { TypedAct } from './acts.ts'
import { matterWords } from './words.ts'

/** To which unit a matter goes, and to whom there, where the account may know. */
export function OfferFields({ unitId }: { unitId: string }) {
  const words = useWords(matterWords)
  const form = Form.useFormInstance<TypedAct>()
  const toUnitId = Form.useWatch('toUnitId', form)
  const { units } = useNames()
  const people = usePeople(toUnitId)
  const own = units.toSorted((a, b) => Number(b.unitId === unitId) - Number(a.unitId === unitId))
  return (
    <>
      <Form.Item name="toUnitId" label={words.fields.toUnit} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={own.map((it) => ({ value: it.unitId, label: it.name }))}
          onChange={() => form.setFieldValue('toStaffId', undefined)}
        />
      </Form.Item>
      <Form.Item name="toStaffId" label={words.fields.toStaff}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} disabled={people.length === 0} options={people} />
      </Form.Item>
    </>
  )
}

/** Staff of a unit: from the list of staff, or from the counter where the account may not read that. */
function usePeople(unitId: string | undefined): { value: string; label: string }[] {
  const may = useMay()
  const { staff } = useNames()
  const counter = useAsked(readCounter, {}, { enabled: may(readCounter) }).data
  return useMemo(() => {
    const listed = staff.filter((it) => it.unitId === unitId && it.leftOn === null)
    const atCounter = counter?.sites.filter((it) => it.unitId === unitId).flatMap((it) => it.staff) ?? []
    const known = new Map([...listed, ...atCounter].map((it) => [it.staffId, `${it.name}　${it.post}`]))
    return [...known].map(([value, label]) => ({ value, label }))
  }, [staff, counter, unitId])
}
