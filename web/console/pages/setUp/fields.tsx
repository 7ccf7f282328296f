import { Form, Input } from 'antd'
import { useWords } from '../../language.tsx'
import { NewPassword } from '../../parts/newPassword.tsx'
import { setUpWords } from './words.ts'

/** Which fields belong to which step. */
export const fieldsOf = [
  ['countyId', 'countyName', 'complaints'],
  ['unitName', 'siteName', 'dutyPhone'],
  ['login', 'name', 'password', 'repeat'],
] as const

const said = (max: number) => [{ required: true, whitespace: true, max }]

export function CountyFields() {
  const words = useWords(setUpWords)
  return (
    <>
      <div className="two">
        <Form.Item
          name="countyId"
          label={words.countyId}
          extra={words.countyIdRule}
          rules={[{ required: true, pattern: /^[1-9]\d{5}$/ }]}
        >
          <Input inputMode="numeric" maxLength={6} autoFocus />
        </Form.Item>
        <Form.Item name="countyName" label={words.countyName} rules={said(60)}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      <p className="soft">{words.complaintsLead}</p>
      <div className="two">
        <Form.Item name={['complaints', 'name']} label={words.complaintsName} rules={said(60)}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name={['complaints', 'phone']} label={words.complaintsPhone} rules={said(40)}>
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
    </>
  )
}

export function PlaceFields() {
  const words = useWords(setUpWords)
  return (
    <>
      <Form.Item name="unitName" label={words.unitName} extra={words.unitNameExample} rules={said(80)}>
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="siteName" label={words.siteName} extra={words.siteNameExample} rules={said(80)}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="dutyPhone" label={words.dutyPhone} extra={words.dutyPhoneWhy} rules={[{ max: 40 }]}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  )
}

export function AdministratorFields() {
  const words = useWords(setUpWords)
  return (
    <>
      <p className="soft">{words.adminLead}</p>
      <div className="two">
        <Form.Item name="name" label={words.name} rules={said(60)}>
          <Input autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item name="login" label={words.login} rules={[{ required: true, whitespace: true, min: 2, max: 60 }]}>
          <Input autoComplete="username" />
        </Form.Item>
        <NewPassword words={words} />
      </div>
    </>
  )
}
