import type { UnreadWhy } from '../../contract/terminals.ts'
import { type Punch, pinForm, type ReadLine, readCode, readWall, shortened } from './punch.ts'

/**
 * Lines of table ATTLOG of ZKTeco's push protocol: pin, time, status, verify, workcode and more, parted by tabs; two to
 * twelve fields by age of the firmware. Temperature, mask, place and work code are not read.
 */
export const readAttlog = (text: string): ReadLine[] => linesOf(text).map(readPushed)

/** The file a ZKTeco terminal writes to a USB stick (`…attlog.dat`): pin, time, its own number, status, verify. */
export const readAttlogFile = (text: string): ReadLine[] => linesOf(text).map(readStored)

/** Lines with something on them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')

function readPushed(line: string): ReadLine {
  const [pin = '', time = '', status, verify, ...rest] = line.split('\t')
  return readFields(line, { pin, time, status, verify, offset: rest[6] })
}

function readStored(line: string): ReadLine {
  const [pin = '', time = '', _number, status, verify] = line.split('\t')
  return readFields(line, { pin: pin.trim(), time, status, verify, offset: undefined })
}

interface Fields {
  readonly pin: string
  readonly time: string
  readonly status: string | undefined
  readonly verify: string | undefined
  readonly offset: string | undefined
}

function readFields(line: string, { pin, time, status, verify, offset }: Fields): ReadLine {
  if (!line.includes('\t')) return unread('form', line)
  if (!pinForm.test(pin)) return unread('pin', line)
  const wall = readWall(time)
  if (wall === undefined) return unread('time', line)
  const punch: Punch = { pin, wall, offset: readOffset(offset), status: readCode(status), verify: readCode(verify) }
  return { kind: 'punch', punch }
}

/** Only whole quarters of an hour between the ends of the world are offsets. */
function readOffset(text: string | undefined): number | null {
  if (text === undefined || !/^[+-]?\d{1,5}$/.test(text.trim())) return null
  const seconds = Number(text)
  return text.trim() !== '0' && seconds % 900 === 0 && Math.abs(seconds) <= 14 * 3600 ? seconds : null
}

const unread = (why: UnreadWhy, line: string): ReadLine => ({ kind: 'unread', why, text: shortened(line) })
