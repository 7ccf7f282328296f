import { App, Button, Form, Input } from 'antd'
import { appealSuspect, listOwnSuspects } from '../../../../src/contract/routes/suspects.ts'
import type { OwnSuspect } from '../../../../src/contract/suspects.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { stampOf } from '../../parts/times.ts'
import { Failure } from '../../parts/waiting.tsx'
import { AppealDecided } from '../suspects/appeals.tsx'
import { suspectWords } from '../suspects/words.ts'

/** One's own check-ins that the machine doubts, with the reasons and a way to appeal; not there while there are none. */
export function OwnSuspects() {
  const words = useWords(suspectWords)
  const { data = [], error, refetch } = useAsked(listOwnSuspects, {})
  if (error !== null) return <Failure failure={error} again={() => void refetch()} />
  if (data.length === 0) return null
  return (
    <Sheet title={words.own}>
      {data.some((it) => it.decided === null) && <p className="soft">{words.lead}</p>}
      {data.map((it) => (
        <Own key={it.suspectId} suspect={it} />
      ))}
    </Sheet>
  )
}

function Own({ suspect }: { suspect: OwnSuspect }) {
  const words = useWords(suspectWords)
  const { language } = useLanguage()
  const { suspectId, notice, because, others, decided, appeal, appealUntil, simulated } = suspect
  return (
    <article>
      <p>
        {notice[language]} {simulated && <SimulatedTag />}
      </p>
      {others > 0 && <p className="soft">{words.ownOthers(others)}</p>}
      <details className="fold-away">
        <summary>{words.ownWhy}</summary>
        <Reasons because={because} words={words} />
      </details>
      {decided && <OwnDecision decided={decided} />}
      {appeal && <OwnAppeal appeal={appeal} />}
      {appealUntil !== null && <Appealing suspectId={suspectId} until={appealUntil} />}
    </article>
  )
}

function OwnDecision({ decided }: { decided: NonNullable<OwnSuspect['decided']> }) {
  const words = useWords(suspectWords)
  const { decision, reason, by, at, concerned } = decided
  return (
    <>
      <p>
        <strong>{words.decisions[decision]}</strong> {words.by(by, stampOf(at))}
        {decision === 'confirmed' && !concerned && ` ${words.ownInnocent}`}
      </p>
      <p>{words.reasonSaid(reason)}</p>
    </>
  )
}

function OwnAppeal({ appeal: { text, at, decided } }: { appeal: NonNullable<OwnSuspect['appeal']> }) {
  const words = useWords(suspectWords)
  return (
    <>
      <p>
        <span className="soft">{words.ownAppealed(stampOf(at))}</span> {text}
      </p>
      {decided === null ? <p>{words.ownAppealWaits}</p> : <AppealDecided decided={decided} />}
    </>
  )
}

function Appealing({ suspectId, until }: { suspectId: string; until: string }) {
  const words = useWords(suspectWords)
  const { message } = App.useApp()
  const appealing = useDo(appealSuspect, [listOwnSuspects])
  // Once it has arrived the form goes: the promise still tells the end.
  const appeal = ({ text }: { text: string }) =>
    appealing
      .mutateAsync({ params: { suspectId }, body: { text: text.trim() } })
      .then(() => void message.success(words.ownAppealSent))
      .catch(() => undefined)
  return (
    <details className="fold-away">
      <summary>{words.ownAppeal}</summary>
      <p>{words.ownAppealUntil(stampOf(until))}</p>
      <Form<{ text: string }> name={`own-appeal-${suspectId}`} layout="vertical" onFinish={appeal}>
        <Form.Item name="text" label={words.ownAppealText} rules={[{ required: true, whitespace: true, max: 2000 }]}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={appealing.isPending}>
          {words.ownAppealSend}
        </Button>
      </Form>
    </details>
  )
}
