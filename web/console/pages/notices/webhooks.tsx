import { App, Button, Checkbox, Form, Input, Popconfirm, Switch, Tag, Typography } from 'antd'
import { useState } from 'react'
import {
  endWebhook,
  listWebhooks,
  makeWebhook,
  resendDelivery,
  switchWebhook,
  type Webhook,
  WebhookEvent,
} from '../../../../src/contract/routes/notices.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { DeliveryState } from './delivery.tsx'
import { noticeWords } from './words.ts'

/** Programs that are told of matters: made, their secret shown once, ended; with their last deliveries. */
export function Webhooks() {
  const words = useWords(noticeWords)
  const asked = useAsked(listWebhooks, {}, { refetchInterval: 60_000 })
  return (
    <Sheet title={words.hooks}>
      <p className="soft">{words.hooksLead}</p>
      <MakeWebhook />
      <Answered asked={asked}>
        {(hooks) =>
          hooks.length === 0 ? (
            <p className="soft">{words.noHooks}</p>
          ) : (
            <ul className="rows">
              {hooks.map((it) => (
                <WebhookItem key={it.webhookId} hook={it} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Sheet>
  )
}

interface Values {
  readonly url: string
  readonly events: WebhookEvent[]
}

function MakeWebhook() {
  const words = useWords(noticeWords)
  const [form] = Form.useForm<Values>()
  const [secret, setSecret] = useState<string | null>(null)
  const making = useDo(makeWebhook, [listWebhooks])
  const make = ({ url, events }: Values) =>
    making.mutate(
      { body: { webhookId: newId(), url: url.trim(), events } },
      {
        onSuccess: (made) => {
          setSecret(made.secret)
          form.resetFields()
        },
      },
    )
  return (
    <>
      <Form form={form} layout="vertical" initialValues={{ events: WebhookEvent.options }} onFinish={make}>
        <Form.Item name="url" label={words.url} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input maxLength={500} placeholder="https://" />
        </Form.Item>
        <Form.Item name="events" label={words.events} rules={[{ type: 'array', min: 1 }]}>
          <Checkbox.Group options={WebhookEvent.options.map((value) => ({ value, label: words[value] }))} />
        </Form.Item>
        <Button htmlType="submit" loading={making.isPending}>
          {words.make}
        </Button>
      </Form>
      {secret !== null && (
        <p role="status">
          {words.made}{' '}
          <Typography.Text code copyable={{ text: secret, tooltips: [words.copy, words.copied] }}>
            {secret}
          </Typography.Text>
        </p>
      )}
    </>
  )
}

function WebhookItem({ hook }: { hook: Webhook }) {
  const words = useWords(noticeWords)
  const { url, events, at, offAt, endedAt } = hook
  return (
    <li>
      <div className="grow">
        <strong>{url}</strong>{' '}
        <span className="soft">
          · {events.map((it) => words[it]).join('、')} · {stampOf(at)}
        </span>{' '}
        {endedAt !== null && <Tag>– {words.ended}</Tag>}
        {endedAt === null && offAt !== null && <Tag>– {words.offSince(stampOf(offAt))}</Tag>}
        <Deliveries hook={hook} />
      </div>
      {endedAt === null && <Running hook={hook} />}
    </li>
  )
}

/** On or off by a press, without a question: nothing is lost by it but what happens meanwhile. Ended for good after one. */
function Running({ hook: { webhookId, url, offAt } }: { hook: Webhook }) {
  const words = useWords(noticeWords)
  const { message } = App.useApp()
  const switching = useDo(switchWebhook, [listWebhooks])
  const ending = useDo(endWebhook, [listWebhooks])
  const end = () => ending.mutate({ params: { webhookId } }, { onSuccess: () => void message.success(words.ended) })
  return (
    <div className="actions">
      <Switch
        aria-label={`${words.on} ${url}`}
        checkedChildren={words.on}
        unCheckedChildren={words.off}
        checked={offAt === null}
        loading={switching.isPending}
        onChange={(on) => switching.mutate({ params: { webhookId }, body: { on } })}
      />
      <Popconfirm title={words.endSure} okText={words.end} onConfirm={end}>
        <Button danger aria-label={`${words.end} ${url}`}>
          {words.end}
        </Button>
      </Popconfirm>
    </div>
  )
}

/** The last ones; what did not arrive can be sent once more. */
function Deliveries({ hook: { webhookId, offAt, endedAt, deliveries } }: { hook: Webhook }) {
  const words = useWords(noticeWords)
  const { message } = App.useApp()
  const sending = useDo(resendDelivery, [listWebhooks])
  const isOn = offAt === null && endedAt === null
  const again = (outId: string) =>
    sending.mutate({ params: { webhookId, outId } }, { onSuccess: () => void message.success(words.sendingAgain) })
  return (
    <details>
      <summary>{words.last}</summary>
      {deliveries.length === 0 && <p className="soft">{words.noDeliveries}</p>}
      {deliveries.map((it) => (
        <p key={it.outId}>
          {stampOf(it.at)} {words[it.event]} <DeliveryState delivery={it} />{' '}
          {isOn && it.state !== 'sent' && it.failure !== null && (
            <Button size="small" disabled={sending.isPending} onClick={() => again(it.outId)}>
              {words.sendAgain}
            </Button>
          )}
        </p>
      ))}
    </details>
  )
}
