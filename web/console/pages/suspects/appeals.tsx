import { App, Button, Form, Input, Radio, Tag } from 'antd'
import { decideSuspectAppeal, listSuspects } from '../../../../src/contract/routes/suspects.ts'
import { AppealOutcome, type Suspect } from '../../../../src/contract/suspects.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { suspectWords } from './words.ts'

type Appeal = Suspect['appeals'][number]

/** What people say against a decision about them; decided by another person than the one who made it. */
export function Appeals({ suspect }: { suspect: Suspect }) {
  const words = useWords(suspectWords)
  const common = useWords(commonWords)
  const nameOf = (staffId: string): string =>
    suspect.members.find((it) => it.staffId === staffId)?.name ?? common.unknownPerson
  return (
    <Sheet title={words.appeals}>
      {suspect.appeals.map((it) => (
        <article key={it.staffId}>
          <h3>{words.appealBy(nameOf(it.staffId), stampOf(it.at))}</h3>
          <p>{it.text}</p>
          <AppealAnswer suspect={suspect} appeal={it} />
        </article>
      ))}
    </Sheet>
  )
}

function AppealAnswer({ suspect, appeal }: { suspect: Suspect; appeal: Appeal }) {
  const words = useWords(suspectWords)
  if (appeal.decided !== null) return <AppealDecided decided={appeal.decided} />
  if (!suspect.mayDecideAppeals) return <p className="hint">{words.appealOther}</p>
  return <DecidingAppeal suspectId={suspect.suspectId} staffId={appeal.staffId} />
}

/** How an appeal ended, by whom and why. */
export function AppealDecided({ decided }: { decided: NonNullable<Appeal['decided']> }) {
  const words = useWords(suspectWords)
  const { outcome, reason, at, by } = decided
  return (
    <>
      <p>
        <Tag className={outcome === 'lifted' ? 'tag-jade' : 'tag-grey'}>{words.outcomes[outcome]}</Tag>{' '}
        {words.by(by, stampOf(at))}
      </p>
      <p>{words.reasonSaid(reason)}</p>
    </>
  )
}

interface Outcome {
  outcome: AppealOutcome
  reason: string
}

function DecidingAppeal({ suspectId, staffId }: { suspectId: string; staffId: string }) {
  const words = useWords(suspectWords)
  const { message } = App.useApp()
  const deciding = useDo(decideSuspectAppeal, [listSuspects])
  const decide = ({ outcome, reason }: Outcome) =>
    deciding
      .mutateAsync({ params: { suspectId, staffId }, body: { outcome, reason: reason.trim() } })
      .then(() => void message.success(words.decided))
      .catch(() => undefined)
  return (
    <Form<Outcome> name={`appeal-${staffId}`} layout="vertical" className="suspect-form" onFinish={decide}>
      <Form.Item name="outcome" label={words.outcome} rules={[{ required: true }]}>
        <Radio.Group options={AppealOutcome.options.map((it) => ({ value: it, label: words.outcomes[it] }))} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, max: 500 }]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={deciding.isPending}>
        {words.appealDecide}
      </Button>
    </Form>
  )
}
