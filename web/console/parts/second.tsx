import { Alert, App, Form, Input } from 'antd'
import { Link } from 'wouter'
import type { ChangeKind, ChangeOf, Proposal } from '../../../src/contract/proposals.ts'
import { listProposals } from '../../../src/contract/routes/proposals.ts'
import type { Second } from '../../../src/contract/second.ts'
import { useAsked } from '../asked.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useMay } from '../session.ts'
import { secondWords } from './secondWords.ts'

/** Tells what became of a change: `done` where it holds, else that another person is waited for, or that nobody else was there. */
export function useSaySecond(): (second: Second | readonly Second[], done: string) => void {
  const words = useWords(secondWords)
  const { message } = App.useApp()
  return (second, done) => {
    const states = new Set([second].flat().map((it) => it.state))
    if (states.has('awaited')) void message.info(words.awaited, 6)
    else if (states.has('alone')) void message.warning(words.alone, 8)
    else void message.success(done)
  }
}

/** Open proposals of some kinds that the caller may read; none for those who read none. */
export function useAwaited<K extends ChangeKind>(
  kinds: readonly K[],
): readonly (Proposal & { readonly change: ChangeOf<K> })[] {
  const may = useMay()
  const asked = useAsked(listProposals, { query: { state: 'open' } }, { enabled: may(listProposals) })
  const isOne = (it: Proposal): it is Proposal & { readonly change: ChangeOf<K> } =>
    (kinds as readonly string[]).includes(it.change.kind)
  return (asked.data ?? []).filter(isOne)
}

/** On the page where such changes are made: which of them wait for a second person. Nothing where none does. */
export function AwaitedHere({ kinds }: { kinds: readonly ChangeKind[] }) {
  const words = useWords(secondWords)
  const { language } = useLanguage()
  const awaited = useAwaited(kinds)
  if (awaited.length === 0) return null
  const list = (
    <ul className="plain-list">
      {awaited.slice(0, 5).map(({ proposalId, told, proposedBy }) => (
        <li key={proposalId}>
          {told.what[language]} <span className="soft">· {proposedBy}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Alert
      className="apart-below"
      type="info"
      showIcon
      title={words.waitingHere(awaited.length)}
      description={list}
      action={<Link href="/proposals">{words.look}</Link>}
    />
  )
}

/** That a second person is wanted, before somebody acts. */
export function TakesTwo({ past = false }: { past?: boolean }) {
  const words = useWords(secondWords)
  return <p className="hint">{past ? words.takesTwoPast : words.takesTwo}</p>
}

/** Why a change is wanted: a field named `why`. */
export function WhyField() {
  const words = useWords(secondWords)
  return (
    <Form.Item
      name="why"
      label={words.why}
      rules={[{ required: true, whitespace: true, max: 300, message: words.whyWanted }]}
    >
      <Input.TextArea rows={2} maxLength={300} />
    </Form.Item>
  )
}
