import { Form, Modal, Select } from 'antd'
import { type Account, type Role, roles } from '../../../../src/contract/people.ts'
import { grantRole, listAccounts } from '../../../../src/contract/routes/people.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { TakesTwo, useSaySecond, WhyField } from '../../parts/second.tsx'
import { useUnitOptions } from '../units/options.ts'
import { accountsWords } from './words.ts'

interface Values {
  readonly role: Role
  readonly unitId?: string
  readonly why: string
}

/** Grants a role in a unit or the whole county. */
export function GrantModal({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  const say = useSaySecond()
  const units = useUnitOptions()
  const [form] = Form.useForm<Values>()
  const chosen = Form.useWatch('role', form)
  const granting = useDo(grantRole, [listAccounts, listProposals])
  const grant = ({ role, unitId, why }: Values) =>
    granting.mutate(
      { params: { accountId: account.accountId }, body: { role, unitId: unitId ?? null, why } },
      {
        onSuccess: ({ second }) => {
          say(second, words.granted)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={words.grantFor(account.name)}
      okText={words.grant}
      confirmLoading={granting.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{words.separationWhy}</p>
      <TakesTwo />
      <Form<Values> form={form} layout="vertical" requiredMark="optional" onFinish={grant}>
        <Form.Item name="role" label={words.role} rules={[{ required: true }]} extra={chosen && words.does[chosen]}>
          <Select
            options={roles.map((value) => ({ value, label: common.roles[value], does: words.does[value] }))}
            optionRender={({ label, data }) => (
              <>
                {label}
                <div className="soft wrapped">{data.does}</div>
              </>
            )}
          />
        </Form.Item>
        <Form.Item name="unitId" label={words.scope} extra={words.scopeWhy}>
          <Select
            allowClear
            placeholder={words.wholeCounty}
            options={units}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <WhyField />
      </Form>
    </Modal>
  )
}
