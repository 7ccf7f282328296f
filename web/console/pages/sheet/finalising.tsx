import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  finaliseMonth,
  listCases,
  listDifferences,
  listRevisions,
  type MonthSheet,
  readBulletin,
  readMonthSheet,
} from '../../../../src/contract/routes/attendance.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { monthLabel } from '../../parts/attendance/choosing.tsx'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { sheetWords } from './words.ts'

/** Prints a month for good, or revises it; before that it says what is still open. */
export function Finalising({ sheet }: { sheet: MonthSheet }) {
  const words = useWords(sheetWords)
  const [asking, setAsking] = useState(false)
  const revising = sheet.state.kind === 'final'
  return (
    <>
      <Button type="primary" disabled={sheet.obstacles.length > 0} onClick={() => setAsking(true)}>
        {revising ? words.revise : words.finalise}
      </Button>
      {asking && <Asking sheet={sheet} onClose={() => setAsking(false)} />}
    </>
  )
}

function Asking({ sheet, onClose }: { sheet: MonthSheet; onClose: () => void }) {
  const words = useWords(sheetWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const say = useSaySecond()
  const [form] = Form.useForm<{ reason?: string }>()
  const finalising = useDo(finaliseMonth, [
    ...[readMonthSheet, listDifferences, listRevisions, listCases, readBulletin],
    listProposals,
  ])
  const { unitId, month, state } = sheet
  const revising = state.kind === 'final'
  const finalise = (reason: string) =>
    // Final, the month is drawn otherwise and this goes with it: the promise still tells the end.
    void finalising
      .mutateAsync({ body: { unitId, month, reason } })
      .then(({ second }) => {
        say(second, words.finalised)
        onClose()
      })
      .catch(() => undefined)
  const label = monthLabel(month, language)
  return (
    <Modal
      open
      title={revising ? words.reviseTitle(label) : words.finaliseTitle(label)}
      okText={revising ? words.revise : words.finalise}
      confirmLoading={finalising.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <StillOpen sheet={sheet} />
      {revising && <TakesTwo />}
      <Form form={form} layout="vertical" onFinish={({ reason = '' }) => finalise(reason.trim())}>
        <Form.Item
          name="reason"
          label={revising ? common.reason : words.finaliseNote}
          rules={revising ? [{ required: true, whitespace: true, message: words.reasonWanted }] : []}
        >
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function StillOpen({ sheet: { state } }: { sheet: MonthSheet }) {
  const words = useWords(sheetWords)
  if (state.kind === 'final') return <p>{words.reviseWhat(state.differences)}</p>

  const { openCases, waitingRequests } = state
  const open = openCases + waitingRequests > 0
  return (
    <>
      <p>{words.finaliseWhat}</p>
      <Alert
        className="apart-below"
        showIcon
        type={open ? 'warning' : 'success'}
        title={open ? words.finaliseOpen(openCases, waitingRequests) : words.finaliseNothingOpen}
      />
    </>
  )
}
