import { Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { DutyHours, type Site } from '../../../../src/contract/people.ts'
import { keepSite, readTree } from '../../../../src/contract/routes/people.ts'
import { usualDutyHours } from '../../../../src/contract/workingHours.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { HoursEditor } from './hoursEditor.tsx'
import { useUnitOptions } from './options.ts'
import { unitsWords } from './words.ts'

interface Props {
  readonly site?: Site
  readonly unitId: string
  readonly onClose: () => void
}

type Values = Omit<Site, 'siteId'>

const checkHours = (wrong: string) => (_: unknown, hours: unknown) =>
  DutyHours.safeParse(hours).success ? Promise.resolve() : Promise.reject(new Error(wrong))

/** Makes or changes a site with its published hours. */
export function SiteDrawer({ site, unitId, onClose }: Props) {
  const words = useWords(unitsWords)
  const [siteId] = useState(() => site?.siteId ?? newId())
  const keeping = useDo(keepSite, [readTree])
  const units = useUnitOptions()
  const keep = (values: Values) => keeping.mutate({ params: { siteId }, body: values }, { onSuccess: onClose })
  return (
    <FormDrawer<Values>
      title={site?.name ?? words.addSite}
      initial={site ?? { unitId, name: '', address: '', dutyPhone: '', hours: usualDutyHours, closed: false }}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 80 }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="unitId" label={words.unitOf} rules={[{ required: true }]}>
        <Select options={units} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="address" label={words.address} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="dutyPhone" label={words.dutyPhone} rules={[{ max: 40 }]}>
        <Input inputMode="tel" />
      </Form.Item>
      <Form.Item
        name="hours"
        label={words.hours}
        extra={words.hoursWhy}
        rules={[{ validator: checkHours(words.hoursWrong) }]}
      >
        <HoursEditor />
      </Form.Item>
      <Form.Item name="closed" label={words.closed} extra={words.closedWhy} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  )
}
