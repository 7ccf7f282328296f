import { useState } from 'preact/hooks'
import type { FromKiosk, Scene } from '../../src/contract/kiosk.ts'
import { shortDay, spokenClock, weekdayName, weekdayOf } from '../shared/days.ts'
import type { Language } from '../shared/language.ts'
import { Tick } from './pictograms.tsx'
import { Title } from './title.tsx'
import type { KioskWords } from './words.ts'

type Done = Extract<Scene, { scene: 'done' }>

export interface DoneProps {
  readonly scene: Done
  readonly words: KioskWords
  readonly language: Language
  readonly say: (message: FromKiosk) => void
}

/** The thanks: who, when to the second, how certain the time is, and the duty of the day. */
export function DoneView({ scene, words, language, say }: DoneProps) {
  const [isAnswered, setAnswered] = useState(false)
  return (
    <div class="done">
      <div class="thanks">
        <Tick />
        <Title>{words.done}</Title>
      </div>
      <p class="name">
        {scene.name} {scene.post !== '' && <span class="soft">{scene.post}</span>}
      </p>
      <p class="when">
        <span class="big">{scene.clock}</span>
        <span>
          {shortDay(scene.day, language)} {weekdayName(weekdayOf(scene.day), language)}
        </span>
      </p>
      <p class="facts">
        <b class="direction">{words.directions[scene.direction]}</b>
        <span>
          {words.method} {words.methods[scene.method]}
        </span>
        <span>
          {words.timeGrade(scene.timeGrade)} · {words.timeGrades[scene.timeGrade]}
        </span>
      </p>
      <Duties scene={scene} words={words} />
      {isAnswered && <p class="countersign">{words.thanksForWord}</p>}
      {!isAnswered && scene.countersign !== null && (
        <Countersign asked={scene.countersign} words={words} say={say} onAnswered={() => setAnswered(true)} />
      )}
    </div>
  )
}

function Duties({ scene, words }: { scene: Done; words: KioskWords }) {
  if (scene.duties.length === 0) return <p class="duties soft">{words.noDuties}</p>

  return (
    <p class="duties">
      <b>{words.duties}</b>
      {scene.duties.map((duty) => (
        <span key={`${duty.from}${duty.to}${duty.note}`}>
          {spokenClock(duty.from)}–{spokenClock(duty.to)} {duty.note}
        </span>
      ))}
    </p>
  )
}

interface CountersignProps {
  readonly asked: NonNullable<Done['countersign']>
  readonly words: KioskWords
  readonly say: (message: FromKiosk) => void
  readonly onAnswered: () => void
}

/** A question about somebody who came without a face. Nobody has to answer. */
function Countersign({ asked, words, say, onAnswered }: CountersignProps) {
  const answer = (seen: boolean) => {
    say({ say: 'countersign', checkInId: asked.checkInId, seen })
    onAnswered()
  }
  return (
    <div class="countersign">
      <p>{words.countersign(asked.name, spokenClock(asked.clock))}</p>
      <button type="button" class="main" onClick={() => answer(true)}>
        {words.seen}
      </button>
      <button type="button" class="plain" onClick={() => answer(false)}>
        {words.notSeen}
      </button>
    </div>
  )
}
