import { Alert, Button, Drawer, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { NoticeDay } from '../../../../src/contract/calendar.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  keepHolidayNotice,
  listCalendar,
  listHolidayNotices,
  readHolidayNotice,
} from '../../../../src/contract/routes/calendar.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useSaySecond } from '../../parts/second.tsx'
import { NoticeDays } from './noticeDays.tsx'
import { calendarWords } from './words.ts'

interface Values {
  readonly year: number
  readonly documentNo?: string
  readonly source?: string
  readonly text: string
}

type Read = OutputOf<typeof readHolidayNotice>

/** A pasted notice: read, looked at, kept. */
export function NoticeDrawer({ year, onClose }: { year: number | null; onClose: () => void }) {
  const words = useWords(calendarWords)
  const [form] = Form.useForm<Values>()
  const reading = useDo(readHolidayNotice)
  const [read, setRead] = useState<Read & { readonly values: Values }>()
  const initial = { year: year ?? Number(dayOf(new Date().toISOString()).slice(0, 4)) + 1 }
  const start = (values: Values) =>
    reading.mutate(
      { body: { year: values.year, text: values.text } },
      { onSuccess: (found) => setRead({ ...found, values }) },
    )
  return (
    <Drawer open title={words.import} size={680} onClose={onClose}>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial}
        onFinish={start}
        onValuesChange={() => setRead(undefined)}
      >
        <div className="two">
          <Form.Item name="year" label={words.year} rules={[{ required: true }]}>
            <InputNumber min={1950} max={2199} precision={0} />
          </Form.Item>
          <Form.Item name="documentNo" label={words.documentNo} rules={[{ max: 80 }]}>
            <Input placeholder="国办发明电〔20XX〕X号" />
          </Form.Item>
        </div>
        <Form.Item name="source" label={words.source} rules={[{ max: 300 }]}>
          <Input placeholder={words.sourceExample} />
        </Form.Item>
        <Form.Item
          name="text"
          label={words.text}
          extra={words.textWhy}
          rules={[{ required: true, whitespace: true, max: 20_000 }]}
        >
          <Input.TextArea rows={read ? 4 : 10} />
        </Form.Item>
        <Button type={read ? 'default' : 'primary'} htmlType="submit" loading={reading.isPending}>
          {read ? words.readAgain : words.read}
        </Button>
      </Form>
      {read && <Checking read={read} values={read.values} onClose={onClose} />}
    </Drawer>
  )
}

function Checking({ read, values, onClose }: { read: Read; values: Values; onClose: () => void }) {
  const words = useWords(calendarWords)
  const say = useSaySecond()
  const [days, setDays] = useState<readonly NoticeDay[]>(read.days)
  const [noticeId] = useState(newId)
  const keeping = useDo(keepHolidayNotice, [listCalendar, listHolidayNotices, listProposals])
  const keep = () => {
    const { year, text, documentNo = '', source = '' } = values
    keeping.mutate(
      { params: { noticeId }, body: { year, text, documentNo, source, days: [...days] } },
      {
        onSuccess: ({ second }) => {
          say(second, words.kept)
          onClose()
        },
      },
    )
  }
  const unread = (
    <ul>
      {read.unread.map((it) => (
        <li key={it}>{it}</li>
      ))}
    </ul>
  )
  return (
    <div className="apart-above" role="status">
      {read.unread.length > 0 && (
        <Alert
          className="apart-below"
          type="warning"
          showIcon
          title={words.unread(read.unread.length)}
          description={unread}
        />
      )}
      <p>
        <strong>{words.found(days.length)}</strong>
      </p>
      <NoticeDays year={values.year} days={days} change={setDays} />
      <p className="hint">
        {read.effect.people === 0 ? words.effectNone : words.effect(read.effect.people, read.effect.days)}
      </p>
      <Button type="primary" disabled={days.length === 0} loading={keeping.isPending} onClick={keep}>
        {words.keepNotice}
      </Button>
    </div>
  )
}
