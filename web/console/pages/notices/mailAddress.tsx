import { App, Button, Form, Input } from 'antd'
import { keepMailAddress, readMailAddress } from '../../../../src/contract/routes/notices.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { noticeWords } from './words.ts'

/** Where one has notices sent, or nowhere. */
export function MailAddress() {
  const words = useWords(noticeWords)
  const asked = useAsked(readMailAddress, {})
  return (
    <Sheet title={words.mail}>
      <p className="soft">{words.mailLead}</p>
      <Answered asked={asked}>
        {({ address, sends }) => (
          <>
            {!sends && <p>{words.mailOff}</p>}
            <AddressForm key={address ?? ''} address={address} />
          </>
        )}
      </Answered>
    </Sheet>
  )
}

function AddressForm({ address }: { address: string | null }) {
  const words = useWords(noticeWords)
  const { message } = App.useApp()
  const keeping = useDo(keepMailAddress, [readMailAddress])
  const keep = (given: string | null) =>
    keeping.mutate({ body: { address: given } }, { onSuccess: () => void message.success(words.kept) })
  return (
    <Form layout="vertical" initialValues={{ address: address ?? '' }} onFinish={(it) => keep(it.address.trim())}>
      <Form.Item name="address" label={words.address} rules={[{ required: true, type: 'email', max: 200 }]}>
        <Input maxLength={200} autoComplete="email" inputMode="email" />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={keeping.isPending}>
          {words.keep}
        </Button>
        {address !== null && (
          <Button loading={keeping.isPending} onClick={() => keep(null)}>
            {words.remove}
          </Button>
        )}
      </div>
    </Form>
  )
}
