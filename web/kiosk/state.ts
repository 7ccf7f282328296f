import type { FromStation, Scene } from '../../src/contract/kiosk.ts'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'
import { type Language, otherLanguage } from '../shared/language.ts'
import type { CameraState } from './camera.ts'
import type { LineState, Welcome } from './line.ts'

/** A form that opens from the page itself, before the station has a scene for it. */
export type Panel = 'none' | 'enrol' | 'withdraw' | 'visit' | 'queue' | 'receipt'

/** Of those who come on business, not to check in. */
export const isForVisitors = (panel: Panel): boolean => ['visit', 'queue', 'receipt'].includes(panel)

/** Everything the page knows. What is being typed stays in the fields. */
export interface Kiosk {
  readonly line: LineState
  /** The station's last welcome: the name of the place and the phone outlive a lost line. */
  readonly welcome: Welcome | null
  readonly camera: CameraState
  readonly scene: Scene
  /** A passing refusal, until the next scene. */
  readonly refusal: { readonly zh: string; readonly en: string } | null
  /** Another object with each answer of the station. */
  readonly answer: object
  readonly net: { readonly online: boolean; readonly waiting: number }
  readonly clockWarns: boolean
  readonly muted: boolean
  readonly language: Language
  readonly panel: Panel
  readonly card: { readonly text: string } | null
  /** What a visitor said, as the station kept it; gone with the panel. */
  readonly visit: Extract<FromStation, { say: 'visitKept' }> | null
  /** What was asked of the county last, and its answer once there is one; gone with the panel. */
  readonly county: Asked | null
}

export interface Asked {
  readonly id: string
  readonly ask: CountyAsk
  readonly answer: CountyAnswer | null
}

export type KioskEvent =
  | { readonly kind: 'line'; readonly line: LineState }
  | { readonly kind: 'camera'; readonly camera: CameraState }
  | { readonly kind: 'heard'; readonly message: FromStation }
  | { readonly kind: 'clock'; readonly warns: boolean }
  | { readonly kind: 'muted'; readonly muted: boolean }
  | { readonly kind: 'languageChanged' }
  | { readonly kind: 'panel'; readonly panel: Panel }
  | { readonly kind: 'card'; readonly text: string }
  | { readonly kind: 'asked'; readonly id: string; readonly ask: CountyAsk }

const idle: Scene = { scene: 'idle' }

export const kioskAtStart: Kiosk = {
  line: { state: 'opening' },
  welcome: null,
  camera: { state: 'starting' },
  scene: idle,
  refusal: null,
  answer: {},
  net: { online: true, waiting: 0 },
  clockWarns: false,
  muted: false,
  language: 'zh',
  panel: 'none',
  card: null,
  visit: null,
  county: null,
}

/** Folds one event in. */
export function after(kiosk: Kiosk, event: KioskEvent): Kiosk {
  switch (event.kind) {
    case 'line':
      return afterLine(kiosk, event.line)
    case 'camera':
      return { ...kiosk, camera: event.camera }
    case 'heard':
      return afterMessage(kiosk, event.message)
    case 'clock':
      return kiosk.clockWarns === event.warns ? kiosk : { ...kiosk, clockWarns: event.warns }
    case 'muted':
      return { ...kiosk, muted: event.muted }
    case 'languageChanged':
      return { ...kiosk, language: otherLanguage(kiosk.language) }
    case 'panel':
      return { ...kiosk, panel: event.panel, refusal: null, card: null, visit: null, county: null }
    case 'card':
      return { ...kiosk, card: { text: event.text } }
    case 'asked':
      return { ...kiosk, county: { id: event.id, ask: event.ask, answer: null } }
    default:
      return event satisfies never
  }
}

/** A lost line ends whatever stood on the screen: the station begins anew too. */
function afterLine(kiosk: Kiosk, line: LineState): Kiosk {
  if (line.state === 'up') return { ...kiosk, line, welcome: line.welcome }
  return { ...kiosk, line, scene: idle, refusal: null, panel: 'none', card: null, visit: null, county: null }
}

function afterMessage(kiosk: Kiosk, message: FromStation): Kiosk {
  switch (message.say) {
    case 'show':
      return afterScene(kiosk, message.scene)
    case 'time':
      return { ...kiosk, net: { online: message.online, waiting: message.waiting } }
    case 'refused':
      return message.final ? kiosk : { ...kiosk, refusal: { zh: message.zh, en: message.en }, answer: {} }
    case 'visitKept':
      return kiosk.panel === 'visit' ? { ...kiosk, visit: message, refusal: null } : kiosk
    case 'countyAnswered':
      return afterAnswer(kiosk, message)
    case 'hello':
    case 'bound':
    case 'welcome':
      return kiosk
    default:
      return message satisfies never
  }
}

/** An answer to what is no longer asked is nobody's: he has gone. */
function afterAnswer(kiosk: Kiosk, { id, answer }: Extract<FromStation, { say: 'countyAnswered' }>): Kiosk {
  return kiosk.county?.id === id ? { ...kiosk, county: { ...kiosk.county, answer } } : kiosk
}

function afterScene(kiosk: Kiosk, scene: Scene): Kiosk {
  const same = JSON.stringify(scene) === JSON.stringify(kiosk.scene)
  const panel = answersPanel(scene) ? 'none' : kiosk.panel
  return {
    ...kiosk,
    scene: same ? kiosk.scene : scene,
    answer: {},
    refusal: panel === 'none' ? null : kiosk.refusal,
    panel,
    county: panel === 'none' ? null : kiosk.county,
    // A card opens the other way and must still be known there; anything else is the next person's.
    card: scene.scene === 'otherWay' || scene.scene === kiosk.scene.scene ? kiosk.card : null,
  }
}

/** Scenes that follow what a panel asked for, or that must be seen at once. */
function answersPanel({ scene }: Scene): boolean {
  return !(['idle', 'hint', 'step', 'judging', 'claimWanted', 'failed', 'otherWay'] as Scene['scene'][]).includes(scene)
}

/** A form that nobody finishes goes away; what is somebody's own, sooner. */
export function closesAfterMs({ panel, county }: Kiosk): number | undefined {
  if (panel === 'none') return undefined
  switch (county?.answer?.answer) {
    case 'matter':
    case 'visit':
      return 30_000
    case 'number':
      return 60_000
    default:
      return 90_000
  }
}

/** A code is being typed, which takes old people a while. */
export const isTypingCode = ({ panel, county }: Kiosk): boolean =>
  panel === 'receipt' && (county === null || county.answer?.answer === 'refused')

/** Whether the preview belongs on the screen. */
export function showsPreview({ line, panel, camera, scene }: Kiosk): boolean {
  if (line.state !== 'up' || panel !== 'none' || camera.state === 'off') return false
  return (['idle', 'hint', 'step', 'judging', 'enrolling'] as Scene['scene'][]).includes(scene.scene)
}
