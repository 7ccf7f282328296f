/** A date as written: what is not written is undefined. `weekdays` are those in its brackets, 1 is Monday. */
export interface WrittenDate {
  readonly kind: 'date'
  readonly text: string
  readonly year: number | undefined
  readonly month: number | undefined
  readonly date: number
  readonly weekdays: readonly number[]
}

/** What a clause says of dates. `not…`: the same denied. */
export type VerbName = 'off' | 'work' | 'notOff' | 'move' | 'swap' | 'extend'

export type Token =
  | WrittenDate
  | { readonly kind: 'range' | 'list' | 'comma'; readonly text: string }
  | { readonly kind: 'verb'; readonly verb: VerbName; readonly text: string }
  | { readonly kind: 'count'; readonly days: number; readonly text: string }
  | { readonly kind: 'half' | 'word'; readonly text: string }

const full = /(?:(\d{4})年)?(?:(\d{1,2})月(?:份)?)?(\d{1,2})[日号]/y
const numeric = /(\d{4})([-—/.])(\d{1,2})\2(\d{1,2})日?(?!\d)/y
/** 「10.1」, but neither 「7.5天」 nor 「1.1月」. */
const short = /()(\d{1,2})[./](\d{1,2})(?![\d./%月天小个])/y
/** A date whose 日 stands only behind the last of a list or range: 「1月1—3日」, 「17、25日」. */
const unfinished =
  /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})(?=(?:\([^()]{0,40}\))?(?:至|到|—|、|和|及)(?:\d{1,2}月)?\d{1,2}(?:[日号]|、|和|及|—|至|到))/y
const bracket = /\(([^()]{0,80})\)/y

const words: readonly (readonly [RegExp, (text: string) => Token])[] = [
  [/共计?(\d{1,3})天|(\d{1,3})天/y, (text) => ({ kind: 'count', days: Number(/\d+/.exec(text)?.[0]), text })],
  [/起?(?:至|到|—)/y, (text) => ({ kind: 'range', text })],
  [/、|和|以及|及/y, (text) => ({ kind: 'list', text })],
  [/[,;]/y, (text) => ({ kind: 'comma', text })],
  [/半天|半日|上午|下午/y, (text) => ({ kind: 'half', text })],
  [/延长|顺延/y, (text) => verb('extend', text)],
  [/(?:对调|互调|互换|调换)(?!至|到)/y, (text) => verb('swap', text)],
  [/(?:调(?:休|整|换|剂)?|移|挪)(?:至|到)/y, (text) => verb('move', text)],
  [/(?:不|无需|无须|不再|毋需)上班/y, (text) => verb('off', text)],
  [/(?:不|未|不再|取消)(?:放假|休息|补休|公休)/y, (text) => verb('notOff', text)],
  [/不(?:再)?调休|(?:公休|休息)日(?=[^,;]{0,30}(?:调|移|挪))/y, (text) => ({ kind: 'word', text })],
  [/上班|补班|工作日|(?:正常|照常)(?:工作|办公|营业)/y, (text) => verb('work', text)],
  [/放假|调休|补休|休息日?|公休日?|连休|法定(?:节?假日|节日)/y, (text) => verb('off', text)],
]

const verb = (name: VerbName, text: string): Token => ({ kind: 'verb', verb: name, text })

/** Reads a sentence sign by sign. Linear: every pattern is anchored where it is tried and bounded in length. */
export function readTokens(sentence: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < sentence.length; ) {
    const last = tokens.at(-1)
    const token = dateAt(sentence, at, last) ?? bracketAt(sentence, at, last) ?? wordAt(sentence, at)
    if (token.kind === 'bracket') addBracket(tokens, token)
    else tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function dateAt(sentence: string, at: number, last: Token | undefined): WrittenDate | undefined {
  if (!isDigit(sentence[at]) || isDigit(sentence[at - 1])) return undefined
  const iso = matchAt(numeric, sentence, at)
  const [text, year, month, date] = iso
    ? [iso[0], iso[1], iso[3], iso[4]]
    : (matchAt(full, sentence, at) ?? matchAt(unfinished, sentence, at) ?? matchAt(short, sentence, at) ?? [])
  if (text === undefined || isNumberOfPaper(text, last)) return undefined
  return { kind: 'date', text, year: numberOr(year), month: numberOr(month), date: Number(date), weekdays: [] }
}

/** 「国办发明电〔2025〕7号」 is no date; 「2月17号、18号」 are. */
const isNumberOfPaper = (text: string, last: Token | undefined): boolean =>
  /^\d+号$/.test(text) && last?.kind !== 'list' && last?.kind !== 'range'

interface Bracket {
  readonly kind: 'bracket'
  readonly text: string
  readonly inside: string
}

/** Brackets behind a date explain it; elsewhere what stands in them is read like the rest. */
function bracketAt(sentence: string, at: number, last: Token | undefined): Bracket | undefined {
  if (last?.kind !== 'date') return undefined
  const found = matchAt(bracket, sentence, at) ?? matchAt(weekdayHere, sentence, at)
  return found ? { kind: 'bracket', text: found[0], inside: found[1] ?? found[0] } : undefined
}

const weekdayHere = /(?:星期|礼拜|周)[一二三四五六日天]/y

function addBracket(tokens: Token[], { text, inside }: Bracket): void {
  const last = tokens.at(-1)
  if (last?.kind !== 'date') return
  const weekdays = [...last.weekdays, ...readWeekdays(inside)]
  tokens[tokens.length - 1] = { ...last, text: last.text + text, weekdays }
}

/** 「星期四」, 「周四至周六」, 「星期六、日」; not the 五 of 「星期日、五月初五」. */
const weekdaysInside = /(?:星期|礼拜|周)([一二三四五六日天](?:[、至到—和][一二三四五六日天](?!\p{Script=Han})){0,6})/gu

const readWeekdays = (text: string): number[] =>
  [...text.matchAll(weekdaysInside)]
    .flatMap(([, signs = '']) => [...signs.replace(/[、至到—和]/g, '')])
    .map((sign) => (sign === '天' ? 7 : '一二三四五六日'.indexOf(sign) + 1))

function wordAt(sentence: string, at: number): Token {
  for (const [pattern, make] of words) {
    const found = matchAt(pattern, sentence, at)
    if (found) return make(found[0])
  }
  return { kind: 'word', text: sentence[at] ?? '' }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9'

const numberOr = (text: string | undefined): number | undefined => (text ? Number(text) : undefined)
