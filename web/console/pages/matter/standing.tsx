import { Tag, Tooltip } from 'antd'
import type { MatterRow, MatterView } from '../../../../src/contract/matters.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { DueLine } from './dueLine.tsx'
import { ExternalNumber } from './externalNumber.tsx'
import { LightMark } from './lightMark.tsx'
import { hasEnded, stepsOf } from './reading.ts'
import { sayLimit } from './saying.ts'
import { matterWords } from './words.ts'

/** Where it stands: light, steps, who has it, until when. */
export function StandingSheet({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const { light, state, simulated, offered } = matter
  return (
    <Sheet>
      <p className="matter-state">
        <LightMark light={light} /> <strong>{words.states[state]}</strong> {simulated && <Simulated />}
        {offered && <Tag className="tag-blue">{words.isOffered}</Tag>} <WasOver matter={matter} />
      </p>
      <StepLine matter={matter} />
      {!hasEnded(matter) && <Now matter={matter} />}
      <About matter={matter} />
    </Sheet>
  )
}

/** Who has it, and until when. */
function Now({ matter: { post, holder, unitName, dueAt, remainingSeconds } }: { matter: MatterView }) {
  const words = useWords(matterWords)
  return (
    <dl className="facts">
      <dt>{words.has}</dt>
      <dd>
        <strong>{words.with(post, holder ?? '')}</strong> <span className="soft">{unitName}</span>
      </dd>
      <dt>{words.dueAt}</dt>
      <dd className="matter-due">
        {dueAt === null ? words.notRunning : <DueLine dueAt={dueAt} remainingSeconds={remainingSeconds} />}
      </dd>
    </dl>
  )
}

/** Something ran out before its work was done, though nothing is overdue now. */
export function WasOver({ matter: { over, light } }: { matter: Pick<MatterRow, 'over' | 'light'> }) {
  const words = useWords(matterWords)
  return over && light !== 'red' ? <MarkedTag mark="■" tone="tag-red" word={words.wasOver} /> : null
}

export function Simulated() {
  const words = useWords(matterWords)
  const common = useWords(commonWords)
  return (
    <Tooltip title={words.simulatedWhy}>
      <Tag className="tag-amber">{common.simulated}</Tag>
    </Tooltip>
  )
}

const marks = { done: '✓', now: '▶\uFE0E', later: '○' } as const

/** The steps in their order; each with a mark and a word on where it stands. */
function StepLine({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  return (
    <ol className="step-line" aria-label={words.steps}>
      {stepsOf(matter).map(({ key, name, post, state }) => (
        <li key={key} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <b>
            <span aria-hidden="true">{marks[state]}</span> {name}
          </b>
          <small>
            {post} · {words.stepStates[state]}
          </small>
        </li>
      ))}
    </ol>
  )
}

function About({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const { takenAt, channel, applicant, wordsErased, agent, description, place, external, type } = matter
  return (
    <dl className="facts">
      <dt>{words.takenAt}</dt>
      <dd className="numbers">
        {stampOf(takenAt)} · {words.channels[channel]}
      </dd>
      <Fact term={words.applicant} said={[applicant?.name, applicant?.phone].filter(Boolean).join('　')} />
      <Fact term={words.applicant} said={wordsErased ? words.wordsErased : ''} />
      <Fact term={words.agent} said={agent ?? ''} />
      <Fact term={words.description} said={description} />
      <Fact term={words.place} said={place?.address ?? ''} />
      {external && (
        <>
          <dt>{words.external}</dt>
          <dd>
            <ExternalNumber external={external} />
          </dd>
        </>
      )}
      <Fact term={words.promised} said={sayLimit(type.promised, language)} />
      <Fact term={words.legal} said={sayLimit(type.legal, language)} />
      <Fact term={words.legalBasis} said={type.legalBasis} />
    </dl>
  )
}

function Fact({ term, said }: { term: string; said: string }) {
  if (said === '') return null
  return (
    <>
      <dt>{term}</dt>
      <dd>{said}</dd>
    </>
  )
}
