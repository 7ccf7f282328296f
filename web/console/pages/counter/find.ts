import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { type Sound, soundsLike } from '../../parts/sounds.ts'

/** A type of matter as far as one can look for it. */
export interface Findable {
  readonly typeId: string
  readonly code: string
  readonly name: string
  readonly group: string
  readonly keywords: readonly string[]
}

/** And by ear: how its name, its group and then its keywords are read. */
interface Sounding extends Findable {
  readonly sounds: readonly Sound[]
}

/**
 * Types that fit what was typed, the nearest first: by name, keyword, group or code; `低保` also finds `最低生活保障`.
 * Names and keywords also by their sound: `sb` and `shebao` find `社保`.
 * Nothing typed: those taken last come first. Several words narrow.
 */
export function findTypes<T extends Sounding>(types: readonly T[], typed: string, recent: readonly string[]): T[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const ranked = types.flatMap((type) => {
    const ranks = words.map((word) => rankOf(type, word))
    return ranks.includes(undefined) ? [] : [{ type, rank: Math.max(0, ...ranks.map(Number)) }]
  })
  const used = (typeId: string): number => (recent.includes(typeId) ? recent.indexOf(typeId) : recent.length)
  return ranked
    .toSorted((a, b) => a.rank - b.rank || used(a.type.typeId) - used(b.type.typeId) || inList(a.type, b.type))
    .map(({ type }) => type)
}

/** Types taken last (or systems), the newest first, at most five; those that are no more are left out by whoever lists them. */
export const noteUsed = (recent: readonly string[], typeId: string): string[] =>
  [typeId, ...recent.filter((it) => it !== typeId)].slice(0, 5)

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const inOrder = new Intl.Collator('zh-CN', { numeric: true })
/** By pinyin; what fits no other stands at the end. */
const inList = (a: Findable, b: Findable): number =>
  Number(a.code === otherTypeCode) - Number(b.code === otherTypeCode) || inOrder.compare(a.name, b.name)

function rankOf({ name, keywords, group, code, sounds }: Sounding, word: string): number | undefined {
  const [title, keys] = [plain(name), keywords.map(plain)]
  const [said, saidGroup, ...saidKeys] = sounds.map((it) => soundsLike(it, word))
  const ranks = [
    title.startsWith(word) || said === 'begins',
    title.includes(word) || said === 'within',
    keys.some((it) => it.startsWith(word)) || saidKeys.includes('begins'),
    keys.some((it) => it.includes(word)) || saidKeys.includes('within'),
    plain(code).startsWith(word) || plain(group).includes(word) || isClose(saidGroup),
    word.length > 1 && (standsWithin(title, word) || standsWithin(plain(group), word)),
    said === 'apart' || saidGroup === 'apart',
  ]
  const first = ranks.indexOf(true)
  return first === -1 ? undefined : first
}

const isClose = (heard: ReturnType<typeof soundsLike>): boolean => heard === 'begins' || heard === 'within'

/** Whether the characters stand in a text in this order, others between them: how people shorten names. */
function standsWithin(text: string, characters: string): boolean {
  let from = 0
  for (const one of characters) {
    const at = text.indexOf(one, from)
    if (at === -1) return false
    from = at + one.length
  }
  return true
}
