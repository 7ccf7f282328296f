import { App, Button, Form, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { CallOutcome, Satisfied, Solved } from '../../../../src/contract/ratings.ts'
import { callOutcomes, satisfiedAnswers, solvedAnswers } from '../../../../src/contract/ratings.ts'
import type { CallItem } from '../../../../src/contract/routes/ratings.ts'
import { listCallBacks, readCallBack, recordCall } from '../../../../src/contract/routes/ratings.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { telephoneLink } from '../../../shared/telephone.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { callBackWords } from './words.ts'

/** Whom to call, one after another; what was kept is gone from here. */
export function Calling({ callBackId }: { callBackId: string }) {
  const words = useWords(callBackWords)
  const asked = useAsked(readCallBack, { params: { callBackId } })
  return (
    <Answered asked={asked}>
      {({ items, called }) => {
        const open = items.filter((it) => it.open)
        return (
          <>
            <p className="numbers">{words.called(called)}</p>
            {open.length === 0 && <Nothing title={words.allCalled} />}
            {open.map((it) => (
              <Call key={`${it.matterId} ${it.attempts}`} callBackId={callBackId} item={it} />
            ))}
          </>
        )
      }}
    </Answered>
  )
}

interface Said {
  outcome: CallOutcome
  solved?: Solved
  satisfied?: Satisfied
  told?: 'yes' | 'no'
}

function Call({ callBackId, item }: { callBackId: string; item: CallItem }) {
  const words = useWords(callBackWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Said>()
  const outcome = Form.useWatch('outcome', form)
  const { matterId, typeName, title, endedAt, name, phone, attempts } = item
  const keeping = useDo(recordCall, [readCallBack, listCallBacks])
  const keep = (said: Said) =>
    keeping.mutate(
      {
        params: { callBackId, matterId },
        body: { attempt: attempts + 1, outcome: said.outcome, answer: answerOf(said) },
      },
      { onSuccess: () => void message.success(words.kept) },
    )
  return (
    <Sheet title={`${typeName} · ${title}`}>
      <p>
        {name}{' '}
        <a className="numbers" href={telephoneLink(phone)}>
          {phone}
        </a>{' '}
        <span className="soft">
          {words.ended(dayOf(endedAt))} · {words.attempt(attempts + 1)}
          {attempts > 0 && ` · ${words.tried}`}
        </span>
      </p>
      <Form<Said> form={form} layout="vertical" requiredMark={false} onFinish={keep}>
        <Form.Item name="outcome" label={words.outcome} rules={[{ required: true, message: words.wanted }]}>
          <Radio.Group options={callOutcomes.map((value) => ({ value, label: words.outcomes[value] }))} />
        </Form.Item>
        {outcome === 'answered' && <Questions />}
        <Button type="primary" htmlType="submit" className="big" loading={keeping.isPending}>
          {words.keep}
        </Button>
      </Form>
    </Sheet>
  )
}

const answerOf = ({ outcome, solved = null as never, satisfied = null as never, told }: Said) =>
  outcome === 'answered' ? { solved, satisfied, told: told === undefined ? null : told === 'yes' } : null

function Questions(): ReactNode {
  const words = useWords(callBackWords)
  return (
    <>
      <Form.Item name="solved" label={words.solved}>
        <Radio.Group options={solvedAnswers.map((value) => ({ value, label: words.solvedAnswers[value] }))} />
      </Form.Item>
      <Form.Item name="satisfied" label={words.satisfied}>
        <Radio.Group options={satisfiedAnswers.map((value) => ({ value, label: words.satisfiedAnswers[value] }))} />
      </Form.Item>
      <Form.Item name="told" label={words.told}>
        <Radio.Group options={(['no', 'yes'] as const).map((value) => ({ value, label: words.toldAnswers[value] }))} />
      </Form.Item>
    </>
  )
}
