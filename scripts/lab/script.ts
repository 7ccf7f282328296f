import { type Action, actions, LightSequence } from '../../src/contract/signals.ts'

/** A cell of clips.csv that says nothing that can be used; the message is the end of a sentence about it. */
export class BadCell extends Error {}

/** Light recorded in a clip: what was played and when, in milliseconds of the clip, it began. */
export interface Lit {
  readonly sequence: LightSequence
  readonly startedAt: number
}

/**
 * Reads the actions of a clip: camelCase, kebab-case, words or Chinese, parted by `;`, `,`, `|`, `>`, `/` or spaces, each
 * with `@ms` or without. Where something other than a space parts them, "open mouth turn left" is one double action.
 * Throws `BadCell`.
 */
export function readScript(text: string): readonly Action[] {
  const bare = text.replace(/@\s*\d+(\.\d+)?\s*(ms|s)?/gi, ' ').replace(/["'[\](){}]/g, ' ')
  if (/^\s*(-+|none|n\/a|无)?\s*$/i.test(bare)) return []
  const chunks = inEnglish(bare).split(/[;,|>→/\n、，；。]+/)
  const filled = chunks.filter((chunk) => chunk.trim() !== '')
  return filled.flatMap((chunk) => {
    const whole = filled.length > 1 || /[+&]/.test(chunk) ? named.get(plain(chunk)) : undefined
    return whole === undefined ? wordsOf(chunk.trim().split(/[\s_+&-]+/)) : [whole]
  })
}

/** The shortest run of words that names an action is one. */
function wordsOf(words: readonly string[]): readonly Action[] {
  const found: Action[] = []
  let pending = ''
  for (const word of words) {
    pending += plain(word)
    const action = named.get(pending)
    if (action === undefined) continue
    found.push(action)
    pending = ''
  }
  if (pending !== '') throw new BadCell(`"${words.join(' ')}" is no sequence of actions (known: ${actions.join(', ')})`)
  return found
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\p{Script=Han}]/gu, '')

const otherNames: readonly (readonly [string, Action])[] = [
  ['headleft', 'turnLeft'],
  ['headright', 'turnRight'],
  ['turnheadleft', 'turnLeft'],
  ['turnheadright', 'turnRight'],
  ['left', 'turnLeft'],
  ['right', 'turnRight'],
  ['mouth', 'openMouth'],
  ['mouthopen', 'openMouth'],
  ['closer', 'comeCloser'],
  ['blinktwice', 'blink'],
  ['turnleftopenmouth', 'openMouthTurnLeft'],
  ['turnrightopenmouth', 'openMouthTurnRight'],
  ['comecloseropenmouth', 'openMouthComeCloser'],
]
const named: ReadonlyMap<string, Action> = new Map([
  ...actions.map((action) => [plain(action), action] as const),
  ...otherNames,
])

/** Chinese words of an action become its name; doubles before their halves. */
const inEnglish = (text: string): string =>
  chinese.reduce((rest, [words, action]) => rest.replace(words, `;${action};`), text).replace(/[请先再后然和并]/g, ' ')

const [mouth, closer] = ['张开?[嘴口]巴?', '(?:靠近|凑近|走近|靠前)(?:一点儿?|一些|镜头|摄像头|屏幕)?']
const turn = (side: string): string =>
  `(?:头|脸)?(?:[向往朝]${side}(?:转头?|看)?|${side}转头?|转头?向?${side}|${side}看)`
const double = (other: string): RegExp => new RegExp(`${mouth}[，,]?\\s*(?:同时|并且?|且|[+＋])\\s*${other}`, 'gu')
const chinese: readonly (readonly [RegExp, Action])[] = [
  [double(turn('左')), 'openMouthTurnLeft'],
  [double(turn('右')), 'openMouthTurnRight'],
  [double(closer), 'openMouthComeCloser'],
  [new RegExp(turn('左'), 'gu'), 'turnLeft'],
  [new RegExp(turn('右'), 'gu'), 'turnRight'],
  [new RegExp(mouth, 'gu'), 'openMouth'],
  [new RegExp(closer, 'gu'), 'comeCloser'],
  [/眨(?:[两二2]?[下次])?眼睛?(?:[两二2]?[下次])?/gu, 'blink'],
]

/**
 * Reads recorded light: `350@620:white rose dim/white …` is flashes of 350 ms from 620 ms of the clip on, each one colour
 * or a colour for the left and one for the right half of the screen. Throws `BadCell`.
 */
export function readLight(text: string): Lit | null {
  if (text.trim() === '') return null
  const [, flashMs, startedAt, colours = ''] = /^\s*(\d+)\s*@\s*(-?\d+(?:\.\d+)?)\s*:(.*)$/s.exec(text) ?? []
  if (flashMs === undefined) throw new BadCell(`light "${text}" is not written as 350@620:white rose dim/white …`)
  const flashes = colours
    .trim()
    .split(/[\s;,|]+/)
    .map((flash) => {
      const [left, right = left] = flash.toLowerCase().split('/')
      return [left, right]
    })
  const read = LightSequence.safeParse({ flashMs: Number(flashMs), flashes })
  if (!read.success) throw new BadCell(`light "${text}": ${read.error.issues[0]?.message ?? 'it cannot be played'}`)
  return { sequence: read.data, startedAt: Number(startedAt) }
}
