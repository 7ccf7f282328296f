import { useState } from 'preact/hooks'
import type { KioskMatter } from '../../src/contract/kioskReceipt.ts'
import type { Language } from '../shared/language.ts'
import { Reading, whenOf } from './reading.tsx'
import type { ReceiptWords } from './receiptWords.ts'
import { Title } from './title.tsx'

interface Props {
  readonly words: ReceiptWords
  readonly language: Language
  readonly matter: KioskMatter
  readonly onReopen: () => void
  readonly onMore: () => void
  readonly onClose: () => void
}

/** Where a matter stands, on a screen that others see too: nothing that anybody wrote, no name. */
export function ReceiptMatter({ words, language, matter, onReopen, onMore, onClose }: Props) {
  const [isSure, setSure] = useState(false)
  if (isSure) {
    return (
      <div class="visit">
        <Title>{words.reopenSure}</Title>
        <div class="outcomes">
          <button type="button" class="main" onClick={onReopen}>
            {words.reopenYes}
          </button>
          <button type="button" class="plain" onClick={() => setSure(false)}>
            {words.no}
          </button>
        </div>
      </div>
    )
  }
  const reopen = matter.mayReopen && (
    <button type="button" class="plain" onClick={() => setSure(true)}>
      {words.reopen}
    </button>
  )
  return (
    <Reading words={words} act={reopen} onMore={onMore} onClose={onClose}>
      <Title>{words.state[matter.state]}</Title>
      <p class="big-note">
        {matter.typeName} <Place matter={matter} words={words} />
      </p>
      <Facts matter={matter} words={words} language={language} />
      <Waiting matter={matter} words={words} language={language} />
    </Reading>
  )
}

type Part = Pick<Props, 'matter' | 'words'>

function Place({ matter: { steps, endedAt }, words }: Part) {
  const at = endedAt === null ? steps.findIndex((it) => it.state === 'now') : -1
  const step = steps[at]
  return step === undefined ? null : <b>{words.at(step.name, at + 1, steps.length)}</b>
}

function Facts({ matter, words, language }: Part & { language: Language }) {
  const { unitName, post, heldSeconds, dueAt, takenAt, endedAt, siteName, dutyPhone } = matter
  const minutes = Math.floor(heldSeconds / 60)
  const facts: readonly (readonly [string, string | null])[] = [
    [words.post, endedAt === null ? `${unitName} ${post}` : null],
    [words.held, endedAt === null ? words.hours(Math.floor(minutes / 60), minutes % 60) : null],
    [words.due, endedAt === null && dueAt !== null ? whenOf(dueAt, language) : null],
    [words.endedAt, endedAt === null ? null : whenOf(endedAt, language)],
    [words.takenAt, whenOf(takenAt, language)],
    [words.where, siteName],
    [words.phone, dutyPhone === '' ? null : dutyPhone],
  ]
  return (
    <dl class="standing">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Waiting({ matter, words, language }: Part & { language: Language }) {
  const { overdue, missing, missingMore, pausedUntil, extended } = matter
  return (
    <>
      {overdue && <p class="refused">{words.overdue}</p>}
      {missing.length > 0 && (
        <p class="refused">
          {words.missing}：{missing.map(({ name, how }) => (how === '' ? name : `${name}（${how}）`)).join('、')}
          {missingMore && ` ${words.missingMore}`}
        </p>
      )}
      {pausedUntil !== null && <p>{words.pausedUntil(whenOf(pausedUntil, language))}</p>}
      <p class="soft">
        {extended && words.extended} {words.onPhone}
      </p>
    </>
  )
}
