import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import type { Findable } from './find.ts'

/** A kind the citizen's words speak of, with those of its words that stand in them, the longest first. */
export interface Suggested<T> {
  readonly type: T
  readonly because: readonly string[]
}

/** Shorter words stand in too much. */
const shortest = 2

/**
 * The one kind whose name or keyword stands in what the citizen said: the longest such word wins. Nothing where none
 * stands there or two kinds have one as long. Width, case and runs of blanks are alike; a Latin word counts whole only.
 */
export function suggestType<T extends Findable>(types: readonly T[], said: string): Suggested<T> | undefined {
  const text = plain(said)
  const fitting = types
    .filter((it) => it.code !== otherTypeCode)
    .map((type) => ({ type, because: wordsWithin(type, text) }))
    .filter(({ because }) => because.length > 0)
    .toSorted((a, b) => longestOf(b) - longestOf(a))
  const [first, second] = fitting
  if (first === undefined) return undefined
  return second !== undefined && longestOf(second) === longestOf(first) ? undefined : first
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const lengthOf = (word: string): number => [...plain(word)].length

const longestOf = ({ because: [word = ''] }: Suggested<unknown>): number => lengthOf(word)

/** What is part of a longer word that was found tells nothing more. */
function wordsWithin({ name, keywords }: Findable, text: string): string[] {
  const found = [name, ...keywords].filter((it) => lengthOf(it) >= shortest && standsIn(text, plain(it)))
  return found
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .filter((it, n, all) => !all.slice(0, n).some((longer) => plain(longer).includes(plain(it))))
}

function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)]
    if (!isJoined(before, word.charAt(0)) && !isJoined(word.charAt(word.length - 1), after)) return true
  }
  return false
}

/** Two characters of one Latin word, or of one number. */
const isJoined = (one: string, next: string): boolean => latin.test(one) && latin.test(next)
const latin = /[\p{Script=Latin}\p{Nd}]/u
