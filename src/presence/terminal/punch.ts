import type { UnreadWhy } from '../../contract/terminals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'

/** One punch as a terminal tells it, of whatever maker. */
export interface Punch {
  /** The number under which the terminal knows the person. */
  readonly pin: string
  /** The terminal's own clock as it told it, `YYYY-MM-DD HH:MM:SS`. */
  readonly wall: string
  /** Seconds east of Greenwich where the terminal told them; the offset it was set to otherwise. */
  readonly offset: number | null
  /** 0 in, 1 out, 2 to 5 breaks and overtime, 255 undefined; people hardly press it. Null where none was told. */
  readonly status: number | null
  /** How the terminal says it knew the person, by its maker's number; null where it did not say. */
  readonly verify: number | null
}

/** A line of a terminal: a punch, or what could not be read and why. */
export type ReadLine =
  | { readonly kind: 'punch'; readonly punch: Punch }
  | { readonly kind: 'unread'; readonly why: UnreadWhy; readonly text: string }

/** China has one offset. */
export const ourOffset = 8 * 3600

/** Whether a terminal's own number of a person is one: printable, without blanks, at most 24 signs. */
export const pinForm = /^[\p{L}\p{N}._@-]{1,24}$/u

const wallForm = /^(\d{4})-(\d\d?)-(\d\d?)[ T](\d\d?):(\d\d):(\d\d)$/

/** A wall clock in one notation; undefined for what is no instant of a calendar. */
export function readWall(text: string): string | undefined {
  const parts = wallForm.exec(text.trim().replaceAll('/', '-'))?.slice(1)
  if (parts === undefined) return undefined
  const [year = '', ...rest] = parts
  const [month = '', day = '', hour = '', minute = '', second = ''] = rest.map((it) => it.padStart(2, '0'))
  const wall = `${year}-${month}-${day} ${hour}:${minute}:${second}`
  const ms = Date.parse(`${wall.replace(' ', 'T')}Z`)
  return Number.isNaN(ms) || wallOfMs(ms) !== wall ? undefined : wall
}

/** A maker's number beside a punch. One that is none is not worth a lost punch. */
export const readCode = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,3}$/.test(text.trim()) ? Number(text) : null

/** The wall clock at an instant, so many seconds east. */
export const wallAt = (at: Iso, offset = ourOffset): string => wallOfMs(toMs(at) + offset * 1000)

/** The instant a punch tells by its own clock. */
export const instantOfPunch = ({ wall, offset }: Punch): Iso =>
  toIso(Date.parse(`${wall.replace(' ', 'T')}Z`) - (offset ?? ourOffset) * 1000)

/** Punches alike in this are one: terminals tell the same again until they are answered. */
export const keyOfPunch = (serial: string, { pin, wall, status, verify }: Punch): string =>
  [serial, pin, wall, status ?? '', verify ?? ''].join('|')

/** What is kept of a line that cannot be read: a short beginning, nothing that is no text. */
export const shortened = (text: string): string => text.replaceAll(/[\p{C}\uFFFD]+/gu, ' ').slice(0, mostOfLine)
const mostOfLine = 120

const wallOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
