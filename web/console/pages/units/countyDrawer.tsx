import { Form, Input } from 'antd'
import type { BodyOf } from '../../../../src/contract/route.ts'
import { keepCounty, readTree } from '../../../../src/contract/routes/people.ts'
import { whoAmI } from '../../../../src/contract/routes/setup.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { useSession } from '../../session.ts'
import { unitsWords } from './words.ts'

type Values = BodyOf<typeof keepCounty>

/** Name of the county and where complaints go. */
export function CountyDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(unitsWords)
  const county = useSession()?.county
  const keeping = useDo(keepCounty, [readTree, whoAmI])
  const rules = [{ required: true, whitespace: true, max: 60 }]
  return (
    <FormDrawer<Values>
      title={words.editCounty}
      initial={county ? { name: county.name, complaints: county.complaints } : {}}
      busy={keeping.isPending}
      onKeep={(body) => keeping.mutate({ body }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.county} rules={rules}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name={['complaints', 'name']} label={words.complaintsName} rules={rules}>
        <Input />
      </Form.Item>
      <Form.Item name={['complaints', 'phone']} label={words.complaintsPhone} rules={[{ required: true, max: 40 }]}>
        <Input inputMode="tel" />
      </Form.Item>
    </FormDrawer>
  )
}
