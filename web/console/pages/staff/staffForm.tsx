import { Button, Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import type { Staff } from '../../../../src/contract/people.ts'
import { keepStaff, listStaff, type StaffRow } from '../../../../src/contract/routes/people.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { useNames } from '../../parts/names.ts'
import { useMay } from '../../session.ts'
import { useUnitOptions } from '../units/options.ts'
import { staffWords } from './words.ts'

type Values = Omit<Staff, 'staffId'>

const none = (text: string | null | undefined): string | null => text?.trim() || null

/** Makes or changes a person. */
export function StaffForm({ person, onKept }: { person: StaffRow | undefined; onKept: () => void }) {
  const common = useWords(commonWords)
  const may = useMay()
  const { sites } = useNames()
  const [form] = Form.useForm<Values>()
  const [staffId] = useState(() => person?.staffId ?? newId())
  const keeping = useDo(keepStaff, [listStaff])
  const keep = (values: Values) =>
    keeping.mutate(
      {
        params: { staffId },
        body: {
          ...values,
          post: values.post ?? '',
          phone: values.phone ?? '',
          partyBranch: none(values.partyBranch),
          cardNo: none(values.cardNo),
          leftOn: none(values.leftOn),
        },
      },
      { onSuccess: onKept },
    )
  // A person works at a site of a unit: choosing the site says the unit, which may still be changed.
  const follow = (changed: Partial<Values>) => {
    const unitId = sites.find((it) => it.siteId === changed.siteId)?.unitId
    if (unitId !== undefined) form.setFieldValue('unitId', unitId)
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark="optional"
      disabled={!may(keepStaff)}
      initialValues={person ?? { published: false }}
      onValuesChange={follow}
      onFinish={keep}
      scrollToFirstError
    >
      <Fields />
      {may(keepStaff) && (
        <Button type="primary" htmlType="submit" loading={keeping.isPending}>
          {common.save}
        </Button>
      )}
    </Form>
  )
}

function Fields() {
  const words = useWords(staffWords)
  const { sites } = useNames()
  const units = useUnitOptions()
  const search = { optionFilterProp: 'label' }
  return (
    <div className="two">
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="post" label={words.post} rules={[{ max: 60 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="siteId" label={words.site} rules={[{ required: true }]}>
        <Select showSearch={search} options={sites.map((it) => ({ value: it.siteId, label: it.name }))} />
      </Form.Item>
      <Form.Item name="unitId" label={words.unit} rules={[{ required: true }]}>
        <Select showSearch={search} options={units} />
      </Form.Item>
      <Form.Item
        name="employeeNo"
        label={words.employeeNo}
        extra={words.employeeNoRule}
        rules={[{ required: true, pattern: /^[0-9A-Za-z-]{1,32}$/ }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} rules={[{ max: 40 }]}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="partyBranch" label={words.partyBranch} rules={[{ max: 80 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="cardNo" label={words.cardNo} extra={words.cardNoWhy} rules={[{ max: 64 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="published" label={words.published} extra={words.publishedWhy} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="leftOn" label={words.leftOn} extra={words.leftOnWhy}>
        <DaySelect clearable />
      </Form.Item>
    </div>
  )
}
