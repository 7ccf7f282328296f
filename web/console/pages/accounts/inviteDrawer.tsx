import { Alert, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { invite, listAccounts } from '../../../../src/contract/routes/people.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { LinkToHand } from '../../parts/handing.tsx'
import { useNames } from '../../parts/names.ts'
import { accountsWords } from './words.ts'

interface Values {
  readonly login: string
  readonly name: string
  readonly staffId?: string
}

/** Opens an account without roles and shows the link for its owner, once. */
export function InviteDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(accountsWords)
  const { staff } = useNames()
  const [made, setMade] = useState<{ link: string; name: string }>()
  const inviting = useDo(invite, [listAccounts])
  const make = ({ login, name, staffId }: Values) =>
    inviting.mutate(
      { body: { login, name, staffId: staffId ?? null } },
      { onSuccess: ({ link }) => setMade({ link, name }) },
    )
  if (made) return <MadeLink {...made} onClose={onClose} />
  return (
    <FormDrawer<Values> title={words.invite} initial={{}} busy={inviting.isPending} onKeep={make} onClose={onClose}>
      <p className="soft">{words.inviteLead}</p>
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="login" label={words.login} rules={[{ required: true, whitespace: true, min: 2, max: 60 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="staffId" label={words.person} extra={words.personWhy}>
        <Select
          allowClear
          placeholder={words.personNone}
          showSearch={{ optionFilterProp: 'label' }}
          options={staff.map((it) => ({ value: it.staffId, label: `${it.name}　${it.employeeNo}` }))}
        />
      </Form.Item>
    </FormDrawer>
  )
}

function MadeLink({ link, name, onClose }: { link: string; name: string; onClose: () => void }) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  return (
    <Drawer open size={560} title={words.linkTitle(name)} onClose={onClose}>
      <p>{words.linkLead}</p>
      <LinkToHand link={link} label={words.linkTitle(name)} />
      <Alert className="apart-above" type="warning" showIcon title={common.shownOnce} />
    </Drawer>
  )
}
