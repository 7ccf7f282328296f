import { Form, Select } from 'antd'
import { useWords } from '../../language.tsx'
import { useScope } from '../../parts/attendance/choosing.tsx'
import { useSession } from '../../session.ts'
import { rosterWords } from './words.ts'

/** The unit something new belongs to: the first the account looks after, or the whole county. */
export function useOwnUnit(): string | null {
  const scope = useScope() ?? []
  return useForCounty() ? null : (scope[0]?.unitId ?? null)
}

/** The unit a shift or pattern belongs to. */
export function WhoseUnit() {
  const words = useWords(rosterWords)
  const scope = useScope() ?? []
  const county = useForCounty()
  const units = scope.map((it) => ({ value: it.unitId as string | null, label: `${'　'.repeat(it.depth)}${it.name}` }))
  return (
    <Form.Item required name="unitId" label={words.unit}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={county ? [{ value: null, label: words.everyUnit }, ...units] : units}
      />
    </Form.Item>
  )
}

const useForCounty = (): boolean =>
  useSession()?.account?.roles.some(({ role, unitId }) => role === 'clerk' && unitId === null) ?? false
