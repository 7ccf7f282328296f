import type { FromKiosk, Scene } from '../../src/contract/kiosk.ts'
import type { CountyAsk } from '../../src/contract/kioskCounty.ts'
import { type RefusalName, refusals, sentenceOf } from '../../src/kit/refusals.ts'
import type { Language } from '../shared/language.ts'
import { DoneView } from './done.tsx'
import { ClaimView, EnrolPanel, EnrolPinView, OtherWayView, WithdrawPanel } from './forms.tsx'
import { IdleView } from './idle.tsx'
import { Stroke, Tick } from './pictograms.tsx'
import { QueuePanel } from './queue.tsx'
import { ReceiptPanel } from './receipt.tsx'
import type { Kiosk, Panel } from './state.ts'
import { EnrollingView, HintView, JudgingView, StepView } from './steps.tsx'
import { Title } from './title.tsx'
import { VisitPanel } from './visit.tsx'
import { type KioskWords, reasonInWords } from './words.ts'

export interface SceneProps {
  readonly kiosk: Kiosk
  readonly words: KioskWords
  readonly nowMs: number
  readonly say: (message: FromKiosk) => void
  readonly onAsk: (ask: CountyAsk) => void
  readonly onPanel: (panel: Panel) => void
  /** Reads what stands there, by the clips of the house. */
  readonly onAloud: () => void
  /** Whoever reads wants more time. */
  readonly onMore: () => void
}

/** Draws what the station shows, or the form the person has opened. */
export function SceneView(props: SceneProps) {
  const { kiosk, words, nowMs, say } = props
  const { scene, language } = kiosk
  const form = { words, card: kiosk.card, answer: kiosk.answer, say, refused: refusedOf(kiosk) }
  if (kiosk.panel === 'enrol') return <EnrolPanel {...form} />
  if (kiosk.panel === 'withdraw') return <WithdrawPanel {...form} />
  if (kiosk.panel === 'queue') return <QueuePanel {...props} />
  if (kiosk.panel === 'receipt') return <ReceiptPanel {...props} />
  if (kiosk.panel === 'visit') return <VisitPanel kiosk={kiosk} words={words} say={say} />

  switch (scene.scene) {
    case 'idle':
      return <IdleView kiosk={kiosk} words={words} nowMs={nowMs} />
    case 'hint':
      return <HintView scene={scene} words={words} />
    case 'claimWanted':
      return <ClaimView {...form} />
    case 'step':
      return <StepView scene={scene} words={words} />
    case 'judging':
      return <JudgingView words={words} />
    case 'done':
      return <DoneView key={scene.checkInId} scene={scene} words={words} language={language} say={say} />
    case 'failed':
      return <FailedView scene={scene} words={words} />
    case 'otherWay':
      return <OtherWayView {...form} offered={scene.offered} />
    case 'enrolPin':
      return <EnrolPinView {...form} scene={scene} />
    case 'enrolling':
      return <EnrollingView scene={scene} words={words} />
    case 'enrolled':
      return <Outcome kind="good" title={words.enrolled} text={words.enrolledNote(scene.name)} />
    case 'enrolFailed':
      return (
        <Outcome
          kind="bad"
          title={words.enrolFailed}
          text={scene.sameAs === null ? inWords(scene.refused, language) : words.sameAs(scene.sameAs)}
        />
      )
    case 'withdrawn':
      return <Outcome kind="good" title={words.withdrawn} text={words.withdrawnNote(scene.name)} />
    default:
      return scene satisfies never
  }
}

function FailedView({ scene, words }: { scene: Extract<Scene, { scene: 'failed' }>; words: KioskWords }) {
  const reasons = [...new Set(scene.why.map((why) => reasonInWords(why, words)))]
  return (
    <div class="outcome">
      <Stroke />
      <Title>{words.failed}</Title>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p class="big-note">{scene.attemptsLeft > 0 ? words.attemptsLeft(scene.attemptsLeft) : words.noAttemptsLeft}</p>
      <p class="soft">{words.failedNote}</p>
    </div>
  )
}

function Outcome({ kind, title, text }: { kind: 'good' | 'bad'; title: string; text: string }) {
  return (
    <div class="outcome">
      {kind === 'good' ? <Tick /> : <Stroke />}
      <Title>{title}</Title>
      <p class="big-note">{text}</p>
    </div>
  )
}

/** What the station refused, from the scene or from a passing word. */
function refusedOf({ scene, refusal, language }: Kiosk): string | null {
  if (refusal !== null) return refusal[language]
  return 'refused' in scene && scene.refused !== null ? inWords(scene.refused, language) : null
}

/** The catalogue's sentence for a refusal's name; a sentence is taken as it is. */
function inWords(refused: string, language: Language): string {
  return Object.hasOwn(refusals, refused) ? sentenceOf(refused as RefusalName, language) : refused
}
