import { App, Button, Form, Input, Popconfirm, Tag, Typography } from 'antd'
import { useState } from 'react'
import { list311Keys, make311Key, revoke311Key } from '../../../../src/contract/routes/open311.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { problemWords } from './words.ts'

/** The keys other programs report with: made, shown once, revoked. */
export function Keys() {
  const words = useWords(problemWords)
  const asked = useAsked(list311Keys, {})
  return (
    <Sheet title={words.keys}>
      <p className="soft">{words.keysLead}</p>
      <p>
        {words.address}: <Typography.Text code>{`${location.origin}/open311/discovery.json`}</Typography.Text>
      </p>
      <MakeKey />
      <Answered asked={asked}>
        {(keys) =>
          keys.length === 0 ? (
            <p className="soft">{words.noKeys}</p>
          ) : (
            <ul className="rows">
              {keys.map((it) => (
                <KeyItem key={it.keyId} {...it} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Sheet>
  )
}

function MakeKey() {
  const words = useWords(problemWords)
  const [form] = Form.useForm<{ holder: string }>()
  const [made, setMade] = useState<string | null>(null)
  const making = useDo(make311Key, [list311Keys])
  const make = ({ holder }: { holder: string }) =>
    making.mutate(
      { body: { keyId: newId(), holder: holder.trim() } },
      {
        onSuccess: ({ key }) => {
          setMade(key)
          form.resetFields()
        },
      },
    )
  return (
    <>
      <Form form={form} layout="inline" onFinish={make}>
        <Form.Item name="holder" label={words.holder} rules={[{ required: true, whitespace: true, max: 80 }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Button htmlType="submit" loading={making.isPending}>
          {words.make}
        </Button>
      </Form>
      {made !== null && (
        <p role="status">
          {words.made}{' '}
          <Typography.Text code copyable={{ text: made, tooltips: [words.copy, words.copied] }}>
            {made}
          </Typography.Text>
        </p>
      )}
    </>
  )
}

interface KeyProps {
  readonly keyId: string
  readonly holder: string
  readonly at: string
  readonly revokedAt: string | null
}

function KeyItem({ keyId, holder, at, revokedAt }: KeyProps) {
  const words = useWords(problemWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const revoking = useDo(revoke311Key, [list311Keys])
  return (
    <li>
      <div className="grow">
        <strong>{holder}</strong> <span className="soft">· {dayLabel(dayOf(at), language)}</span>{' '}
        {revokedAt !== null && <Tag>– {words.revoked}</Tag>}
      </div>
      {revokedAt === null && (
        <Popconfirm
          title={words.revokeSure}
          okText={words.revoke}
          onConfirm={() =>
            revoking.mutate({ params: { keyId } }, { onSuccess: () => void message.success(words.revoked) })
          }
        >
          <Button danger aria-label={`${words.revoke} ${holder}`}>
            {words.revoke}
          </Button>
        </Popconfirm>
      )}
    </li>
  )
}
