import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Staff } from '../../../../src/contract/people.ts'
import { endOuting, keepOuting, listDuties, type Outing } from '../../../../src/contract/routes/duties.ts'
import { listOwnRequests } from '../../../../src/contract/routes/requests.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { addDays, dayOf, instantAt } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { shortClock, useNow } from '../../parts/times.ts'
import { meWords } from './words.ts'

/** Going to the field and coming back: one field, one tap; places of the last weeks are offered. */
export function OwnOuting({ staff }: { staff: Staff }) {
  const words = useWords(meWords)
  const now = useNow()
  const day = dayOf(now)
  const asked = useAsked(listDuties, { query: { from: addDays(day, -30), to: day } })
  const [beginning, setBeginning] = useState(false)
  const close = () => setBeginning(false)
  const own = asked.data?.outings.filter((it) => it.staffId === staff.staffId) ?? []
  const running = own.find((it) => spans(it, now))
  return (
    <>
      {running ? (
        <Running outing={running} />
      ) : (
        <Button size="large" onClick={() => setBeginning(true)}>
          {words.outing}
        </Button>
      )}
      <Modal open={beginning} footer={null} title={words.outing} destroyOnHidden onCancel={close}>
        <p className="soft">{words.outingLead}</p>
        <Begin staff={staff} places={lastPlaces(own)} day={day} now={now} onDone={close} />
      </Modal>
    </>
  )
}

const spans = (it: Outing, now: string) =>
  Date.parse(it.starts) <= Date.parse(now) && Date.parse(now) < Date.parse(it.ends)

function lastPlaces(own: readonly Outing[]): string[] {
  const newest = own.toSorted((a, b) => Date.parse(b.starts) - Date.parse(a.starts))
  return [...new Set(newest.map((it) => it.where))].slice(0, 5)
}

function Running({ outing }: { outing: Outing }) {
  const words = useWords(meWords)
  const { message } = App.useApp()
  const ending = useDo(endOuting, [listDuties, listOwnRequests])
  const end = () =>
    ending
      .mutateAsync({ params: { outingId: outing.outingId } })
      .then(() => void message.success(words.ended))
      .catch(() => undefined)
  return (
    <div className="hint actions running">
      <strong className="grow">{words.running(outing.where, shortClock(outing.ends))}</strong>
      <Button type="primary" size="large" loading={ending.isPending} onClick={end}>
        {words.end}
      </Button>
    </div>
  )
}

interface BeginProps {
  readonly staff: Staff
  readonly places: readonly string[]
  readonly day: string
  readonly now: string
  readonly onDone: () => void
}

function Begin({ staff, places, day, now, onDone }: BeginProps) {
  const words = useWords(meWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ where: string; until: string }>()
  const keeping = useDo(keepOuting, [listDuties, listOwnRequests])
  const begin = ({ where, until }: { where: string; until: string }) => {
    const starts = new Date().toISOString()
    const sameDay = instantAt(day, until)
    const ends = sameDay > starts ? sameDay : instantAt(addDays(day, 1), until)
    keeping
      .mutateAsync({
        params: { outingId: newId() },
        body: { staffId: staff.staffId, siteId: staff.siteId, starts, ends, where: where.trim() },
      })
      .then(() => {
        void message.success(words.begun)
        onDone()
      })
      .catch(() => undefined)
  }
  const inTwoHours = shortClock(new Date(Date.parse(now) + 2 * 3_600_000).toISOString())
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={begin} initialValues={{ until: inTwoHours }}>
      {places.length > 0 && (
        <div className="actions apart-below">
          <span className="soft">{words.before}</span>
          {places.map((place) => (
            <Button key={place} size="small" onClick={() => form.setFieldValue('where', place)}>
              {place}
            </Button>
          ))}
        </div>
      )}
      <div className="two">
        <Form.Item name="where" label={words.where} rules={[{ required: true, whitespace: true, max: 80 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="until" label={words.until} rules={clockRules}>
          <ClockInput />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={keeping.isPending}>
        {words.begin}
      </Button>
    </Form>
  )
}
