import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { judgeProblem, list311Keys, listProblems, type Problem } from '../../../../src/contract/routes/open311.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { Keys } from './keys.tsx'
import { problemWords } from './words.ts'

/** Public problems, those whose words nobody has read first; for the county the keys of other programs. */
export default function ProblemsPage() {
  const words = useWords(problemWords)
  const may = useMay()
  const [pages, setPages] = useState<readonly string[]>([])
  const after = pages.at(-1)
  const query = after === undefined ? {} : { after }
  const asked = useAsked(listProblems, { query }, { refetchInterval: 60_000 })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {({ rows, next }) =>
          rows.length === 0 && pages.length === 0 ? (
            <Nothing title={words.none} next={words.noneNext} />
          ) : (
            <Sheet>
              <ul className="rows">
                {rows.map((it) => (
                  <ProblemItem key={it.matterId} problem={it} />
                ))}
              </ul>
              {(pages.length > 0 || next !== null) && (
                <div className="actions apart-above">
                  <span className="soft">{words.page(pages.length + 1)}</span>
                  {pages.length > 0 && <Button onClick={() => setPages([])}>{words.firstPage}</Button>}
                  {next !== null && <Button onClick={() => setPages([...pages, next])}>{words.nextPage}</Button>}
                </div>
              )}
            </Sheet>
          )
        }
      </Answered>
      {may(list311Keys) && <Keys />}
    </Page>
  )
}

const tags = { waiting: ['tag-amber', '○'], released: ['tag-jade', '✓'], hidden: ['', '–'] } as const

function ProblemItem({ problem }: { problem: Problem }) {
  const words = useWords(problemWords)
  const { language } = useLanguage()
  const { matterId, typeName, unitName, address, description, at, reason, words: state } = problem
  const [tone, mark] = tags[state]
  return (
    <li>
      <div className="grow">
        <strong>{typeName}</strong>{' '}
        <span className="soft">
          · {address || words.noAddress} · {unitName} · {dayLabel(dayOf(at), language)}
        </span>{' '}
        <Tag className={tone}>
          {mark} {words[state]}
        </Tag>
        <p className="wish">{description || <span className="soft">{words.noWords}</span>}</p>
        {reason !== '' && <p className="soft">{reason}</p>}
        <Link href={`/matter/${matterId}`}>{words.open}</Link>
      </div>
      {description !== '' && <Judging problem={problem} />}
    </li>
  )
}

function Judging({ problem: { matterId, words: state } }: { problem: Problem }) {
  const words = useWords(problemWords)
  const { message } = App.useApp()
  const [hiding, setHiding] = useState(false)
  const judging = useDo(judgeProblem, [listProblems])
  const onSuccess = () => {
    setHiding(false)
    void message.success(words.done)
  }
  const params = { matterId }
  return (
    <div className="actions">
      {state !== 'released' && (
        <Button
          loading={judging.isPending}
          onClick={() => judging.mutate({ params, body: { words: 'released' } }, { onSuccess })}
        >
          {words.release}
        </Button>
      )}
      {state !== 'hidden' && <Button onClick={() => setHiding(true)}>{words.hide}</Button>}
      {hiding && (
        <ReasonWanted
          title={words.hide}
          explain={words.hideWhy}
          busy={judging.isPending}
          onGiven={(reason) => judging.mutate({ params, body: { words: 'hidden', reason } }, { onSuccess })}
          onCancel={() => setHiding(false)}
        />
      )}
    </div>
  )
}
