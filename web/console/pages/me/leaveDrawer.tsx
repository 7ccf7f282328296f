import { Button, Drawer, Form } from 'antd'
import type { Half } from '../../../../src/contract/attendance.ts'
import type { Staff } from '../../../../src/contract/people.ts'
import { listOwnRequests } from '../../../../src/contract/routes/requests.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { LeaveFields } from '../requests/fields.tsx'
import { leavesFor, type TypedWish, wishOf } from '../requests/wishes.ts'
import { requestWords } from '../requests/words.ts'
import { useAsking } from './asking.ts'
import { meWords } from './words.ts'

interface HalfDay {
  readonly day: string
  readonly half: Half
}

interface Props {
  readonly staff: Staff
  readonly from: HalfDay
  readonly to: HalfDay
  readonly onClose: () => void
}

/** Leave in two presses more: when, and send. The kind asked for last is chosen; the rest of today is filled in. */
export function LeaveDrawer({ staff, from, to, onClose }: Props) {
  const words = useWords(meWords)
  const asked = useWords(requestWords)
  const common = useWords(commonWords)
  const own = useAsked(listOwnRequests, {}).data ?? []
  const kinds = leavesFor(own)
  const [form] = Form.useForm<TypedWish>()
  const { send, busy } = useAsking(staff.staffId, onClose)
  const keep = (typed: TypedWish) => {
    const wish = wishOf({ ...typed, kind: 'leave' })
    if (wish) send(wish)
  }
  /** Leave never ends before it begins: the last day comes along. */
  const follow = (_: unknown, typed: TypedWish) => {
    if (typed.from && typed.to && typed.to.day < typed.from.day)
      form.setFieldValue('to', { day: typed.from.day, half: 'pm' })
  }
  const footer = (
    <div className="actions end">
      <Button onClick={onClose}>{common.cancel}</Button>
      <Button type="primary" loading={busy} onClick={() => form.submit()}>
        {asked.submit}
      </Button>
    </div>
  )
  return (
    <Drawer open title={words.leave} size={560} onClose={onClose} footer={footer}>
      <Form<TypedWish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ leave: kinds[0], from, to }}
        onValuesChange={follow}
        onFinish={keep}
      >
        <LeaveFields kinds={kinds} />
      </Form>
    </Drawer>
  )
}
