import { type Action, actions, LightSequence } from '../../src/contract/signals.ts'

/** A cell of clips.csv that says nothing that can be used; the message is the end of a sentence about it. */
export class BadCell extends Error {}

/** Light recorded in a clip: what was played and when, in milliseconds of the clip, it began. */
export interface Lit {
  readonly sequence: LightSequence
  readonly startedAt: number
}

/**
 * Reads the actions of a clip: camelCase, kebab-case or words, parted by `;`, `,`, `|`, `>` or spaces, each with `@ms` or
 * without. Where something other than a space parts them, "open mouth turn left" is one double action. Throws `BadCell`.
 */
export function readScript(text: string): readonly Action[] {
  const bare = text.replace(/@\s*\d+(\.\d+)?\s*(ms|s)?/gi, ' ')
  const chunks = bare.split(/[;,|>→]+/).filter((chunk) => chunk.trim() !== '')
  return chunks.flatMap((chunk) => {
    const whole = chunks.length > 1 || chunk.includes('+') ? named.get(plain(chunk)) : undefined
    return whole === undefined ? wordsOf(chunk.trim().split(/\s+/)) : [whole]
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

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

const otherNames: readonly (readonly [string, Action])[] = [
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
