import { day as Day } from '../../../contract/common.ts'
import type { Limit, Warning } from '../../../contract/matterTypes.ts'
import { troubles } from '../../../people/rules/import-words.ts'
import type { Place } from '../../../people/rules/places.ts'
import { readLimit, readWarning } from '../limitText.ts'
import { listWords } from '../rules.ts'
import type { FieldOf, Line, SheetKey } from './columns.ts'

/** What is wrong, in both languages. */
export type Trouble = readonly [zh: string, en: string]

/** Tells what is wrong with a cell of a row. */
export type Say<K extends SheetKey> = (field: FieldOf<K>, trouble: Trouble) => void

/** What a cell was read as. */
type Read<T> = { readonly value: T } | { readonly trouble: Trouble }

/**
 * The cells of a row by what they mean. Each answers `before` where the file has no such column, or where the cell cannot
 * be read, which is told.
 */
export function cellsOf<K extends SheetKey>({ cells }: Line<K>, say: Say<K>, findUnit: (name: string) => Place) {
  const read = <T>(field: FieldOf<K>, before: T, parse: (text: string) => Read<T>): T => {
    const cell = cells[field]
    if (cell === undefined) return before
    const it = cell.trouble ? { trouble: troubles[cell.trouble] } : parse(cell.text.trim())
    if ('value' in it) return it.value
    say(field, it.trouble)
    return before
  }
  return {
    text: (field: FieldOf<K>, before = ''): string => read(field, before, (text) => ({ value: text })),
    limit: (field: FieldOf<K>, before?: Limit): Limit => {
      // Nothing may stand in for a limit that nobody wrote.
      if (cells[field] === undefined && before === undefined) say(field, troubles.missing)
      return read(field, before ?? anyLimit, parseLimit)
    },
    warning: (field: FieldOf<K>, before: Warning = usualWarning): Warning => read(field, before, parseWarning),
    isYes: (field: FieldOf<K>, before = false): boolean => read(field, before, parseYes),
    list: (field: FieldOf<K>, before: string[] = []): string[] =>
      read(field, before, (text) => ({ value: listWords(text) })),
    unit: (field: FieldOf<K>, before: string | null = null): string | null =>
      read(field, before, (text) => parseUnit(text, findUnit)),
    day: (field: FieldOf<K>, before: string): string =>
      read(field, before, (text) => (text === '' ? { value: before } : parseDay(text))),
  }
}

const anyLimit: Limit = { unit: 'workingDays', amount: 1 }
const usualWarning: Warning = { kind: 'used', percent: 80 }

const orTrouble = <T>(value: T | undefined, trouble: Trouble): Read<T> =>
  value === undefined ? { trouble } : { value }

const parseLimit = (text: string): Read<Limit> =>
  text === ''
    ? { trouble: troubles.missing }
    : orTrouble(readLimit(text), [
        '请写成“5个工作日”“4小时”“30分钟”或“3天”',
        'write it like “5 working days”, “4 hours”, “30 minutes” or “3 days”',
      ])

const parseWarning = (text: string): Read<Warning> =>
  text === ''
    ? { value: usualWarning }
    : orTrouble(readWarning(text), ['请写成“80%”或“提前1个工作日”', 'write it like “80%” or “1 working day before”'])

function parseYes(text: string): Read<boolean> {
  const word = text.toLowerCase()
  if (yes.has(word)) return { value: true }
  return no.has(word) ? { value: false } : { trouble: troubles.yesNo }
}

const yes = new Set(['是', '需', '必需', '必须', 'yes', 'y', 'true', '1', '√', '✓'])
const no = new Set(['', '否', '不', '可选', 'no', 'n', 'false', '0', '×'])

function parseUnit(text: string, findUnit: (name: string) => Place): Read<string | null> {
  if (text === '' || text === '全县') return { value: null }
  const place = findUnit(text)
  return place.kind === 'found' ? { value: place.id } : { trouble: troubles[place.kind] }
}

/** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日. */
function parseDay(text: string): Read<string> {
  const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const read = Day.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
  return orTrouble(read.data, ['请写成“2026-03-01”', 'write it like “2026-03-01”'])
}
