import { App, Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { answerAdvice, listAdvice } from '../../../../src/contract/routes/requests.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { adviceWords } from './words.ts'

type Advice = OutputOf<typeof listAdvice>[number]

/** What staff say upwards, the unanswered first. */
export default function AdvicePage() {
  const words = useWords(adviceWords)
  const asked = useAsked(listAdvice, {})
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={words.none} next={words.noneNext} />
          ) : (
            <Sheet>
              <p className="soft">{words.hint}</p>
              <ul className="rows">
                {rows
                  .toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null) || b.at.localeCompare(a.at))
                  .map((it) => (
                    <AdviceItem key={it.adviceId} advice={it} />
                  ))}
              </ul>
            </Sheet>
          )
        }
      </Answered>
    </Page>
  )
}

function AdviceItem({ advice: { adviceId, unitId, staffId, text, at, answer } }: { advice: Advice }) {
  const words = useWords(adviceWords)
  const { language } = useLanguage()
  const names = useNames()
  const may = useMay()
  const [answering, setAnswering] = useState(false)
  return (
    <li>
      <div className="grow">
        <strong>{names.unit(unitId)}</strong>{' '}
        <span className="soft">
          · {staffId === null ? words.nameless : names.person(staffId)} · {dayLabel(dayOf(at), language)}
        </span>{' '}
        <Tag className={answer ? 'tag-jade' : 'tag-amber'}>{answer ? `✓ ${words.answered}` : `○ ${words.open}`}</Tag>
        <p className="wish">{text}</p>
        {answer && (
          <p className="wish">
            <span className="soft">{words.answerLabel}</span>
            {answer.text}
          </p>
        )}
      </div>
      {answer === null && may(answerAdvice) && (
        <Button aria-label={words.answerTo(names.unit(unitId))} onClick={() => setAnswering(true)}>
          {words.answer}
        </Button>
      )}
      {answering && <Answering adviceId={adviceId} text={text} onClose={() => setAnswering(false)} />}
    </li>
  )
}

interface Props {
  readonly adviceId: string
  readonly text: string
  readonly onClose: () => void
}

function Answering({ adviceId, text, onClose }: Props) {
  const words = useWords(adviceWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ text: string }>()
  const answering = useDo(answerAdvice, [listAdvice])
  const answer = (body: { text: string }) =>
    answering.mutate(
      { params: { adviceId }, body },
      {
        onSuccess: () => {
          void message.success(words.answerKept)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={words.answer}
      okText={words.answer}
      confirmLoading={answering.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <blockquote className="soft">{text}</blockquote>
      <Form form={form} layout="vertical" onFinish={answer}>
        <Form.Item name="text" label={words.answerText} rules={[{ required: true, whitespace: true, max: 2000 }]}>
          <Input.TextArea rows={5} maxLength={2000} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
