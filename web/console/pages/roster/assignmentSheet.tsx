import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Assignment, Pattern } from '../../../../src/contract/roster.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { endAssignment, keepAssignment, readRoster } from '../../../../src/contract/routes/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { AwaitedHere, useSaySecond } from '../../parts/second.tsx'
import { useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { AssignDrawer } from './assignDrawer.tsx'
import { rosterWords } from './words.ts'

interface Props {
  readonly assignments: readonly Assignment[]
  /** There are more than these. */
  readonly more: boolean
  readonly patterns: readonly Pattern[]
}

/** Who works by which pattern, those still running first. */
export function AssignmentSheet({ assignments, more, patterns }: Props) {
  const words = useWords(rosterWords)
  const may = useMay()
  const names = useNames()
  const today = dayOf(useNow(600))
  const [adding, setAdding] = useState(false)
  const over = (it: Assignment) => it.to !== null && it.to < today
  const add = may(keepAssignment) && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {words.assign}
    </Button>
  )
  return (
    <Sheet title={words.assignments} extra={add}>
      <AwaitedHere group="roster" />
      <p className="soft">{assignments.length === 0 ? words.assignmentsNone : words.assignmentsLead}</p>
      {more && <p className="hint">{words.assignmentsMore(assignments.length)}</p>}
      <ul className="rows">
        {assignments
          .toSorted((a, b) => Number(over(a)) - Number(over(b)) || b.from.localeCompare(a.from))
          .map((it) => (
            <li key={it.assignmentId}>
              <span className="grow">
                <strong>{names.person(it.staffId)}</strong>{' '}
                {patterns.find(({ patternId }) => patternId === it.patternId)?.name ?? words.officeHours}
                <span className="soft">
                  {' '}
                  · {words.posts[it.post]} · <span className="numbers">{`${it.from} – ${it.to ?? words.open}`}</span>
                  {it.patternId !== null && ` · ${words.phaseAt(it.phase + 1)}`}
                </span>
              </span>
              {!over(it) && may(endAssignment) && <Ending assignment={it} name={names.person(it.staffId)} />}
            </li>
          ))}
      </ul>
      {adding && <AssignDrawer patterns={patterns} onClose={() => setAdding(false)} />}
    </Sheet>
  )
}

function Ending({ assignment, name }: { assignment: Assignment; name: string }) {
  const words = useWords(rosterWords)
  const common = useWords(commonWords)
  const say = useSaySecond()
  const [asking, setAsking] = useState(false)
  const [form] = Form.useForm<{ to: string; reason: string }>()
  const ending = useDo(endAssignment, [readRoster, listProposals])
  const end = (body: { to: string; reason: string }) =>
    ending.mutate(
      { params: { assignmentId: assignment.assignmentId }, body },
      {
        onSuccess: ({ second }) => {
          say(second, words.ended)
          setAsking(false)
        },
      },
    )
  return (
    <>
      <Button aria-label={words.endOf(name)} onClick={() => setAsking(true)}>
        {words.endNow}
      </Button>
      <Modal
        open={asking}
        title={words.endOf(name)}
        confirmLoading={ending.isPending}
        onOk={() => form.submit()}
        onCancel={() => setAsking(false)}
      >
        <Form form={form} layout="vertical" initialValues={{ to: dayOf(new Date().toISOString()) }} onFinish={end}>
          <Form.Item name="to" label={words.lastDay} rules={[{ required: true }]}>
            <DaySelect />
          </Form.Item>
          <Form.Item name="reason" label={common.reason} rules={[{ required: true, whitespace: true, max: 200 }]}>
            <Input />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
