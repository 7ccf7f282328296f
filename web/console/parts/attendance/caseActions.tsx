import { Button, Dropdown, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { decideCase } from '../../../../src/contract/routes/attendance.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useMay, useSession } from '../../session.ts'
import { CaretDownIcon } from '../icons.tsx'
import { ReasonWanted } from '../reason.tsx'
import { useSaySecond } from '../second.tsx'
import { secondWords } from '../secondWords.ts'
import { type Case, keyOfCase, touchedByCases, useAwaitedCases } from './cases.ts'
import { caseWords } from './caseWords.ts'

type Asking = 'excused' | 'absent' | 'reopened'

interface Props {
  readonly row: Case
  readonly who: string
  /** Once it is decided and the list drawn anew, with or without this row. */
  readonly onDecided?: () => void
}

/** What the caller may decide about a half-day. Nobody decides about himself. */
export function CaseActions({ row, who, onDecided }: Props) {
  const words = useWords(caseWords)
  const may = useMay()
  const own = useSession()?.account?.staffId === row.staffId
  const { busy, decide } = useDeciding(row)
  const [asking, setAsking] = useState<Asking>()
  const awaited = useAwaitedCases().has(keyOfCase(row))
  if (awaited) return <AwaitedTag />
  if (!may(decideCase)) return null
  if (own) return <span className="soft">{words.own}</span>

  const given = (decision: Asking, reason: string) =>
    decide(decision, reason, () => {
      setAsking(undefined)
      onDecided?.()
    })
  return (
    <div className="actions">
      {row.decided === null ? (
        <>
          <ReasonMenu
            label={words.excuse}
            title={words.excuseOf(who)}
            busy={busy}
            onGiven={(reason) => given('excused', reason)}
            onOther={() => setAsking('excused')}
          />
          {row.mayCallAbsent && (
            <Button danger type="text" aria-label={words.absentOf(who)} onClick={() => setAsking('absent')}>
              {words.absent}
            </Button>
          )}
        </>
      ) : (
        <Button type="text" aria-label={words.reopenOf(who)} onClick={() => setAsking('reopened')}>
          {words.reopen}
        </Button>
      )}
      {asking && (
        <Reason
          asking={asking}
          busy={busy}
          onGiven={(reason) => given(asking, reason)}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}

/** Somebody has decided; another person has yet to confirm it. */
function AwaitedTag() {
  const words = useWords(secondWords)
  return (
    <Link href="/proposals">
      <Tag className="tag-blue">{words.waiting}</Tag>
    </Link>
  )
}

function useDeciding({ staffId, day, half }: Case) {
  const words = useWords(caseWords)
  const say = useSaySecond()
  const deciding = useDo(decideCase, touchedByCases)
  const decide = (decision: Asking, reason: string, then: () => void) =>
    // The list is drawn anew with what was decided, and this row may go with it: the promise still tells the end.
    void deciding
      .mutateAsync({ body: { staffId, day, half, decision, reason } })
      .then(({ second }) => {
        say(second, words.done)
        then()
      })
      .catch(() => undefined)
  return { busy: deciding.isPending, decide }
}

interface ReasonProps {
  readonly asking: Asking
  readonly busy: boolean
  readonly onGiven: (reason: string) => void
  readonly onCancel: () => void
}

function Reason({ asking, ...more }: ReasonProps) {
  const words = useWords(caseWords)
  const said = {
    excused: { title: words.excuse, explain: words.excuseWhy },
    absent: { title: words.absent, explain: words.absentWarning },
    reopened: { title: words.reopen, explain: words.reopenWhy },
  }
  return <ReasonWanted {...said[asking]} {...more} />
}

interface MenuProps {
  readonly label: string
  readonly title: string
  readonly busy: boolean
  readonly disabled?: boolean
  readonly primary?: boolean
  readonly onGiven: (reason: string) => void
  readonly onOther: () => void
}

/** The short list of reasons behind one button: pressing a reason decides. */
export function ReasonMenu({ label, title, busy, disabled = false, primary = false, onGiven, onOther }: MenuProps) {
  const words = useWords(caseWords)
  const items = [
    ...words.reasons.map((reason) => ({ key: reason, label: reason, onClick: () => onGiven(reason) })),
    { type: 'divider' as const },
    { key: 'other', label: words.otherReason, onClick: onOther },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={disabled}>
      <Button type={primary ? 'primary' : 'default'} loading={busy} disabled={disabled} aria-label={title}>
        {label}
        <CaretDownIcon />
      </Button>
    </Dropdown>
  )
}
