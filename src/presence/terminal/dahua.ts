import { toIso } from '../../kit/time.ts'
import { pinForm, type ReadLine, readCode, readWall, shortened, wallAt } from './punch.ts'

/**
 * The answer of a Dahua terminal to `recordFinder.cgi` for `AccessControlCardRec`, as a browser saves it: lines
 * `records[n].Field=value`. Only passes of persons (Status 1, a UserID) are punches.
 */
export function readDahua(text: string): ReadLine[] {
  const records = new Map<string, Map<string, string>>()
  for (const [, number = '', field = '', value = ''] of text.matchAll(/^records\[(\d+)\]\.(\w+)=(.*?)\r?$/gm)) {
    const record = records.get(number) ?? new Map<string, string>()
    records.set(number, record.set(field, value.trim()))
  }
  return [...records.values()].flatMap(readRecord)
}

/** Whether a text is such an answer. */
export const isDahua = (text: string): boolean => /^(?:totalCount=\d+\r?\n)?found=\d+/.test(text.trimStart())

function readRecord(record: ReadonlyMap<string, string>): ReadLine[] {
  if (record.get('Status') !== '1') return []
  const text = shortened([...record].map((it) => it.join('=')).join(' '))
  const pin = record.get('UserID') ?? ''
  if (!pinForm.test(pin)) return [{ kind: 'unread', why: 'pin', text }]
  const wall = readTime(record.get('CreateTime') ?? '')
  if (wall === undefined) return [{ kind: 'unread', why: 'time', text }]
  const status = statuses.get(record.get('AttendanceState') ?? '') ?? null
  const verify = readCode(record.get('Method')) || null
  return [{ kind: 'punch', punch: { pin, wall, offset: null, status, verify } }]
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['CheckIn', 0],
  ['CheckOut', 1],
])

/** Seconds since 1970, or the local text some firmware has. */
const readTime = (text: string): string | undefined =>
  /^\d{9,10}$/.test(text) ? wallAt(toIso(Number(text) * 1000)) : readWall(text)
