import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, App, Form, Input } from 'antd'
import { Link } from 'wouter'
import type { ChangeGroup } from '../../../src/contract/proposals.ts'
import type { OutputOf, QueryOf } from '../../../src/contract/route.ts'
import { countProposals, listAwaited, listProposals } from '../../../src/contract/routes/proposals.ts'
import type { Second } from '../../../src/contract/second.ts'
import { ask } from '../../shared/ask.ts'
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

const everyMs = 60_000

/**
 * What waits of a group, as far as the caller may read it; undefined until answered, and for those who read none. Asked
 * anew each minute and when the page is looked at again: somebody else confirms it.
 */
export function useAwaited(group: ChangeGroup): OutputOf<typeof listAwaited> | undefined {
  const may = useMay()
  return useQuery({
    // Under the name of the list, so that whatever asks that anew asks this anew.
    queryKey: [listProposals.name, 'awaited', group],
    queryFn: () => ask(listAwaited, { query: { group } }),
    enabled: may(listAwaited),
    refetchInterval: everyMs,
  }).data
}

/** How many wait for whom, of what is sought; undefined until answered. */
export function useProposalCounts(
  sought: QueryOf<typeof countProposals>,
  options: { readonly enabled?: boolean; readonly refetchInterval?: number } = {},
): OutputOf<typeof countProposals> | undefined {
  return useQuery({
    queryKey: [listProposals.name, 'count', sought],
    queryFn: () => ask(countProposals, { query: sought }),
    // While another filter is being counted, what was counted before stands.
    placeholderData: keepPreviousData,
    ...options,
  }).data
}

/** On the page where such changes are made: which of them wait for a second person. Nothing where none does. */
export function AwaitedHere({ group }: { group: ChangeGroup }) {
  const words = useWords(secondWords)
  const { language } = useLanguage()
  const awaited = useAwaited(group)
  if (awaited === undefined || awaited.count === 0) return null
  const list = (
    <ul className="plain-list">
      {awaited.newest.map(({ proposalId, what, proposedBy }) => (
        <li key={proposalId}>
          {what[language]} <span className="soft">· {proposedBy}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Alert
      className="apart-below"
      type="info"
      showIcon
      title={words.waitingHere(awaited.count)}
      description={list}
      action={<Link href={`/proposals?group=${group}`}>{words.look}</Link>}
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
