import { useMemo } from 'react'
import type { Account } from '../../../../src/contract/people.ts'
import { readTree } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { type Language, useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { namesIn } from './read.ts'
import { findField, findValue } from './words/find.ts'
import type { Both } from './words/room.ts'

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const longNumber = /^[\w+/=-]{32,}$/

/** How the content of records is said to the reader. */
export interface Saying {
  readonly field: (kind: string, field: string) => string
  /** Words of ours in words, names for ids that are known here, short ends of long numbers, the rest as it is. */
  readonly value: (kind: string, field: string, value: string) => string
}

/** `rows` are those on the page: what they name is known too. */
export function useSaying(accounts: readonly Account[], rows: Parameters<typeof namesIn>[0]): Saying {
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const { data: tree } = useAsked(readTree, {})
  return useMemo(() => {
    const said: Record<string, string> = { true: common.yes, false: common.no }
    const names = new Map([
      ...namesIn(rows).toReversed(),
      ...accounts.flatMap((it) => [
        [it.accountId, it.name] as const,
        ...(it.staffId === null ? [] : [[it.staffId, it.name] as const]),
      ]),
      ...(tree?.units ?? []).map((it) => [it.unitId, it.name] as const),
      ...(tree?.sites ?? []).map((it) => [it.siteId, it.name] as const),
    ])
    return {
      field: (kind, field) => inLanguage(findField(kind, field), language) ?? field,
      value: (kind, field, value) =>
        names.get(value) ?? sayWord(kind, field, value, language) ?? said[value] ?? sayPlain(value),
    }
  }, [accounts, rows, tree, common, language])
}

const inLanguage = (both: Both | undefined, language: Language): string | undefined => both?.[language === 'zh' ? 0 : 1]

/** A field may hold several of our words with spaces between. */
function sayWord(kind: string, field: string, value: string, language: Language): string | undefined {
  const said = value.split(' ').map((it) => inLanguage(findValue(kind, field, it), language))
  return said.every((it) => it !== undefined) ? said.join(language === 'zh' ? '、' : ', ') : undefined
}

function sayPlain(value: string): string {
  if (instant.test(value)) return stampOf(value)
  return longNumber.test(value) ? `…${value.slice(-8)}` : value
}
