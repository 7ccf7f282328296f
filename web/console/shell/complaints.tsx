import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Contact } from '../../../src/contract/people.ts'
import { giveAdvice, listOwnAdvice } from '../../../src/contract/routes/requests.ts'
import { newId } from '../../../src/kit/ids.ts'
import { useDo } from '../asked.ts'
import { useWords } from '../language.tsx'
import { adviceWords } from '../pages/advice/words.ts'
import { CommentIcon } from '../parts/icons.tsx'
import { useMay } from '../session.ts'
import { shellWords } from './shellWords.ts'

/** Where staff can turn to above the head of their unit; on every page. */
export function Complaints({ contact }: { contact: Contact }) {
  const words = useWords(shellWords)
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<CommentIcon />} onClick={() => setOpen(true)} className="complaints" aria-label={words.complaints}>
        <span className="wide-only">{words.complaints}</span>
        <span className="narrow-only">{words.complaintsShort}</span>
      </Button>
      <Modal open={open} footer={null} title={words.complaints} destroyOnHidden onCancel={() => setOpen(false)}>
        <p>{words.complaintsLead}</p>
        <dl className="facts">
          <dt>{words.complaintsWho}</dt>
          <dd>{contact.name}</dd>
          <dt>{words.complaintsPhone}</dt>
          <dd>
            <a className="phone" href={`tel:${contact.phone}`}>
              {contact.phone}
            </a>
          </dd>
        </dl>
        {may(giveAdvice) && <Giving onDone={() => setOpen(false)} />}
        <p className="soft">{words.complaintsPromise}</p>
      </Modal>
    </>
  )
}

/** Writes to those above the head of the unit, with or without a name. */
function Giving({ onDone }: { onDone: () => void }) {
  const words = useWords(adviceWords)
  const { message } = App.useApp()
  const [adviceId] = useState(newId)
  const [form] = Form.useForm<{ text: string; named: boolean }>()
  const named = Form.useWatch('named', form)
  const giving = useDo(giveAdvice, [listOwnAdvice])
  const give = (body: { text: string; named: boolean }) =>
    giving.mutate(
      { params: { adviceId }, body },
      {
        onSuccess: () => {
          void message.success(words.sent)
          onDone()
        },
      },
    )
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ named: false }} onFinish={give}>
      <Form.Item name="text" label={words.text} rules={[{ required: true, whitespace: true, max: 2000 }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="named" label={words.how} extra={named === false ? words.unnamedWhy : undefined}>
        <Radio.Group
          options={[
            { value: false, label: words.unnamed },
            { value: true, label: words.named },
          ]}
        />
      </Form.Item>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={giving.isPending}>
          {words.send}
        </Button>
      </Form.Item>
    </Form>
  )
}
