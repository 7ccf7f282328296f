import { App, Button, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { type ExclusionReason, exclusionReasons } from '../../../../src/contract/ratings.ts'
import { listMatters } from '../../../../src/contract/routes/matters.ts'
import type { Exclusion } from '../../../../src/contract/routes/ratings.ts'
import { askExclusion, decideExclusion, listExclusions } from '../../../../src/contract/routes/ratings.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { callBackWords } from './words.ts'

/** What was asked to be left out of the measures, and what was decided. */
export function Exclusions() {
  const words = useWords(callBackWords)
  const may = useMay()
  const asked = useAsked(listExclusions, {})
  const [asking, setAsking] = useState(false)
  const ask = may(askExclusion) && <Button onClick={() => setAsking(true)}>{words.ask}</Button>
  return (
    <Sheet title={words.exclusions} extra={ask}>
      <p className="soft">{words.exclusionsLead}</p>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={words.noExclusions} />
          ) : (
            <ul className="rows">
              {rows.map((it) => (
                <Row key={it.matterId} exclusion={it} />
              ))}
            </ul>
          )
        }
      </Answered>
      {asking && <Asking onClose={() => setAsking(false)} />}
    </Sheet>
  )
}

function Row({ exclusion }: { exclusion: Exclusion }) {
  const words = useWords(callBackWords)
  const may = useMay()
  const { matterId, unitName, because, note, askedBy, askedAt, granted, mayDecide } = exclusion
  const deciding = useDo(decideExclusion, [listExclusions])
  const decide = (to: boolean) => deciding.mutate({ params: { matterId }, body: { granted: to, note: '' } })
  const state = granted === null ? 'open' : granted ? 'yes' : 'no'
  return (
    <li>
      <div className="grow">
        <strong>{unitName}</strong> {words.reasons[because]} <Tag>{words.state[state]}</Tag>
        <p className="wish">{note}</p>
        <small className="soft numbers">{words.by(askedBy, dayOf(askedAt))}</small>
        {granted === null && may(decideExclusion) && !mayDecide && <p className="soft small">{words.noOwn}</p>}
      </div>
      {mayDecide && (
        <div className="actions">
          <Button type="primary" loading={deciding.isPending} onClick={() => decide(true)}>
            {words.grant}
          </Button>
          <Button loading={deciding.isPending} onClick={() => decide(false)}>
            {words.deny}
          </Button>
        </div>
      )}
    </li>
  )
}

interface Wish {
  matterId: string
  because: ExclusionReason
  note: string
}

function Asking({ onClose }: { onClose: () => void }) {
  const words = useWords(callBackWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Wish>()
  const [search, setSearch] = useState('')
  const found = useAsked(listMatters, { query: { state: 'ended', ...(search !== '' && { search }) } }).data
  const asking = useDo(askExclusion, [listExclusions])
  const ask = ({ matterId, because, note }: Wish) =>
    asking.mutate(
      { params: { matterId }, body: { because, note } },
      {
        onSuccess: () => {
          void message.success(words.asked)
          onClose()
        },
      },
    )
  const wanted = [{ required: true, message: words.wanted }]
  return (
    <Modal
      open
      title={words.ask}
      okText={words.ask}
      confirmLoading={asking.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Wish> form={form} layout="vertical" requiredMark={false} onFinish={ask}>
        <Form.Item name="matterId" label={words.matter} rules={wanted}>
          <Select
            showSearch={{ filterOption: false, onSearch: setSearch }}
            options={(found?.rows ?? []).map((it) => ({ value: it.matterId, label: `${it.typeName} · ${it.title}` }))}
          />
        </Form.Item>
        <Form.Item name="because" label={words.because} rules={wanted}>
          <Select options={exclusionReasons.map((value) => ({ value, label: words.reasons[value] }))} />
        </Form.Item>
        <Form.Item name="note" label={words.note} rules={[{ required: true, whitespace: true, max: 300 }]}>
          <Input.TextArea rows={3} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
