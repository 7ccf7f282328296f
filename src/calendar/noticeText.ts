import { withDigits } from './noticeNumerals.ts'

/** A sentence of a notice, without blanks and with half-width signs; `name` is the holiday its heading names, or ''. */
export interface Sentence {
  readonly text: string
  readonly name: string
  /** The sentence opens a new heading: months named before no longer help to read it. */
  readonly opens: boolean
}

const numbering = /^\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d*日))(?:[)、](?!\d{1,2}日)|\.(?!\d)|\.(?=\d{1,2}月))/
const headed = /^([^\d:,;。()]{1,20})[:]/
const bare = /^[^\d:,;。()]{1,20}$/
const notName = /放假|上班|调休|补休|通知|如下|安排|时间|日期|其中|说明/
const known = /元旦|春节|清明|劳动节|五一|端午|中秋|国庆|妇女节|青年节|儿童节|建军节|抗战胜利|抗日战争.{0,20}胜利/
const title = /关于([^。\n]{0,80})的通知/

/** Cuts the text of a notice into sentences and tells under which holiday's heading each stands. Linear in the text. */
export function readSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  const whole = plain(text)
  const named = findName(title.exec(whole)?.[1] ?? '')
  let name = ''
  let before = named
  for (const piece of cut(whole)) {
    const { heading, rest } = splitHeading(piece)
    if (heading !== undefined) name = nameOf(heading)
    const text = withoutPreamble(rest)
    const its = name || findName(text) || before
    if (text !== '') sentences.push({ text, name: its, opens: heading !== undefined })
    before = piece.endsWith(';') ? its : named
  }
  return sentences
}

const nameOf = (heading: string): string =>
  heading
    .replace(/[“”"‘’]/g, '')
    .replace(/^十一$/, '国庆节')
    .split('、')
    .map((it) => findName(it) || it)
    .join('、')

/** The first holiday a text speaks of, if it is one of the usual ones. */
function findName(text: string): string {
  const [found = ''] = known.exec(text) ?? []
  if (found.startsWith('抗')) return '抗战胜利纪念日'
  if (found === '五一') return '劳动节'
  return found === '' || found === '元旦' || found.endsWith('节') ? found : `${found}节`
}

/** 「……具体安排通知如下：」 says nothing itself. */
function withoutPreamble(text: string): string {
  const at = text.lastIndexOf('如下')
  if (at < 0) return text
  const rest = text.slice(at + 2)
  return rest.replace(/^[^:\d]{0,12}:/, '')
}

/** Compatibility signs made plain, dashes made one, titles of other documents and blanks taken out. */
const plain = (text: string): string =>
  withDigits(
    text
      .normalize('NFKC')
      .replace(/[〔[【]/g, '(')
      .replace(/[〕\]】]/g, ')')
      .replace(/《[^《》]{0,200}》/g, '')
      .replace(/[-‐-―─━﹣－~〜∼]+/g, '—')
      .replace(/[^\S\n]+|\u200b/g, ''),
  )

function cut(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  const close = (): void => {
    if (piece !== '') pieces.push(piece)
    piece = ''
  }
  for (const line of text.split('\n')) {
    if (breaksBefore(line) || isHeadingLine(piece)) close()
    for (const part of line.split(/(?<=[。;!?])/)) {
      piece += part
      if (/[。;!?]$/.test(part)) close()
    }
  }
  close()
  return pieces
}

/** A line that begins something new, although the one before had no full stop. */
const breaksBefore = (line: string): boolean => line === '' || numbering.test(line) || headed.test(line)

const isHeadingLine = (piece: string): boolean => numbering.test(piece) && isName(piece.replace(numbering, ''))

const isName = (text: string): boolean => bare.test(text) && !notName.test(text)

function splitHeading(piece: string): { heading: string | undefined; rest: string } {
  const numbered = numbering.test(piece)
  const rest = piece.replace(numbering, '').replace(/[。;!?]$/, '')
  const [whole = '', name = ''] = headed.exec(rest) ?? []
  if (name !== '' && isName(name)) return { heading: name, rest: rest.slice(whole.length) }
  if (numbered && isName(rest)) return { heading: rest, rest: '' }
  return { heading: numbered ? '' : undefined, rest }
}
