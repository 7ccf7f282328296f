import { App, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import type { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { askSwap, listSwaps, swapPartners } from '../../../../src/contract/routes/roster.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useSayDuty } from './swaps.tsx'
import { meWords } from './words.ts'

type OwnDuty = OutputOf<typeof readOwnRecord>['duties'][number]

interface Values {
  readonly toStaffId: string
  readonly returnDutyId?: string
  readonly note?: string
}

/** Asks a colleague to take over a duty, or to exchange it for one of his. */
export function AskSwap({ duty, onClose }: { duty: OwnDuty; onClose: () => void }) {
  const words = useWords(meWords)
  const say = useSayDuty()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [swapId] = useState(newId)
  const partners = useAsked(swapPartners, { query: { dutyId: duty.dutyId } })
  const asking = useDo(askSwap, [listSwaps])
  const ask = ({ toStaffId, returnDutyId, note }: Values) =>
    asking
      .mutateAsync({
        params: { swapId },
        body: { dutyId: duty.dutyId, toStaffId, returnDutyId: returnDutyId ?? null, note: note?.trim() ?? '' },
      })
      .then(() => {
        void message.success(words.swapSent)
        onClose()
      })
      .catch(() => undefined)
  return (
    <Modal
      open
      title={`${words.swap} · ${say(duty)}`}
      okText={words.swapSend}
      confirmLoading={asking.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{words.swapWhy}</p>
      <Answered asked={partners}>
        {(people) =>
          people.length === 0 ? (
            <p>{words.swapNobody}</p>
          ) : (
            <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={ask}>
              <Form.Item name="toStaffId" label={words.swapWith} rules={[{ required: true }]}>
                <Radio.Group
                  className="choices"
                  optionType="button"
                  options={people.map((it) => ({ value: it.staffId, label: it.name }))}
                  onChange={() => form.resetFields(['returnDutyId'])}
                />
              </Form.Item>
              <ReturnDuty duty={duty} />
              <Form.Item name="note" label={words.swapNote} rules={[{ max: 120 }]}>
                <Input />
              </Form.Item>
            </Form>
          )
        }
      </Answered>
    </Modal>
  )
}

/** One of the duties of the colleague, to be taken in return. */
function ReturnDuty({ duty }: { duty: OwnDuty }) {
  const words = useWords(meWords)
  const say = useSayDuty()
  const chosen = Form.useWatch<string | undefined>('toStaffId')
  const today = dayOf(new Date().toISOString())
  const query = { siteId: duty.siteId, from: today, to: addDays(today, 45) }
  const { data } = useAsked(listDuties, { query })
  const now = new Date().toISOString()
  const his = data?.duties.filter((it) => it.staffId === chosen && it.starts > now) ?? []
  if (his.length === 0) return null
  return (
    <Form.Item name="returnDutyId" label={words.swapReturn}>
      <Select
        allowClear
        placeholder={words.swapNoReturn}
        options={his.map((it) => ({ value: it.dutyId, label: say(it) }))}
      />
    </Form.Item>
  )
}
