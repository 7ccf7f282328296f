import type { Scene } from '../../src/contract/kiosk.ts'
import type { Language } from '../shared/language.ts'
import type { Clip, NumberClip } from './clips.ts'
import { type KioskWords, reasonInWords } from './words.ts'

/** The clip to say when a scene follows another, if any. A step is said once, however often its note changes. */
export function clipOf(scene: Scene, before?: Scene): Clip | undefined {
  switch (scene.scene) {
    case 'done':
      return 'thanks'
    case 'step':
      return clipOfStep(scene, before)
    case 'hint':
      return scene.hint === 'comeCloser' ? 'comeCloser' : undefined
    case 'failed':
      return scene.attemptsLeft > 0 ? 'again' : 'otherWay'
    case 'otherWay':
      return scene.offered && scene.refused === null ? 'otherWay' : undefined
    default:
      return undefined
  }
}

type Step = Extract<Scene, { scene: 'step' }>

function clipOfStep(step: Step, before?: Scene): Clip | undefined {
  if (step.neutral || (before?.scene === 'step' && isSame(step, before))) return undefined
  return step.again ? 'again' : step.action
}

const isSame = (step: Step, before: Step): boolean =>
  before.index === step.index && before.light?.id === step.light?.id && before.neutral === step.neutral

/** The sentence a screen reader says when a scene comes. */
export function announce(scene: Scene, words: KioskWords): string {
  switch (scene.scene) {
    case 'idle':
      return ''
    case 'hint':
      return words.hints[scene.hint]
    case 'step':
      return scene.neutral ? `${words.good}${words.neutral}` : stepInWords(scene, words)
    case 'judging':
      return words.judging
    case 'done':
      return `${words.done} ${scene.name} ${scene.clock} ${words.directions[scene.direction]}`
    case 'failed':
      return [words.failed, ...scene.why.map((why) => reasonInWords(why, words))].join('，')
    case 'claimWanted':
      return words.claimWanted
    case 'otherWay':
      return scene.offered ? words.otherWayOffered : words.otherWayTitle
    case 'enrolPin':
      return words.enrolPin(scene.name)
    case 'enrolling':
      return words.enrolling(scene.name)
    case 'enrolled':
      return words.enrolled
    case 'enrolFailed':
      return words.enrolFailed
    case 'withdrawn':
      return words.withdrawn
    default:
      return scene satisfies never
  }
}

function stepInWords({ more, again, action }: Step, words: KioskWords): string {
  if (more) return words.more
  return again ? `${words.again}，${words.actions[action]}` : words.actions[action]
}

/** What is read of a number taken: its digits, and how many come before where that can be said in a few words. */
export function clipsOfNumber(
  { number, ahead, counter }: { readonly number: number; readonly ahead: number; readonly counter: string | null },
  language: Language,
): NumberClip[] {
  const own: NumberClip[] = ['yourNumber', ...digitsOf(String(number).padStart(3, '0'))]
  if (counter !== null || ahead > 99) return own
  return ahead === 0 ? [...own, 'next'] : [...own, 'before', ...countOf(ahead, language), 'waiting']
}

const digitsOf = (text: string): NumberClip[] => [...text].map((digit) => `digit${digit}` as NumberClip)

/** 1 to 99 as people count in Chinese; digit by digit in English. */
function countOf(count: number, language: Language): NumberClip[] {
  if (language === 'en') return digitsOf(String(count))
  if (count === 2) return ['two']
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  const before: NumberClip[] = tens === 0 ? [] : tens === 1 ? ['ten'] : [...digitsOf(String(tens)), 'ten']
  return ones === 0 ? before : [...before, ...digitsOf(String(ones))]
}
