import type { Half } from '../../../../src/contract/attendance.ts'
import type { Request, Wish } from '../../../../src/contract/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { type Language, useLanguage, useWords } from '../../language.tsx'
import { type AttendanceWords, attendanceWords } from '../../parts/attendance/words.ts'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { type RequestWords, requestWords } from './words.ts'

interface Tongue {
  readonly language: Language
  readonly words: RequestWords
  readonly halves: AttendanceWords
}

/** Says what somebody asks for, in one line. */
export function useSayWish(): (wish: Wish) => string {
  const { language } = useLanguage()
  const words = useWords(requestWords)
  const halves = useWords(attendanceWords)
  return (wish) => sayWish(wish, { language, words, halves })
}

/** What somebody asks for, in one line. */
function sayWish(wish: Wish, { language, words, halves }: Tongue): string {
  switch (wish.kind) {
    case 'leave':
      return `${halves.leaves[wish.leave]}${punctuation[language].colon}${sayHalves(wish.from, wish.to, { language, words, halves })}${tail(wish.note, language)}`
    case 'outing': {
      const day = dayLabel(dayOf(wish.starts), language)
      return words.outingSpan(wish.where, `${day} ${shortClock(wish.starts)}–${shortClock(wish.ends)}`)
    }
    case 'correction': {
      const { day, half, what, at, reason, note } = wish
      const said = words.correction(
        dayLabel(day, language),
        halves.halves[half],
        words.whats[what],
        at,
        words.reasons[reason],
      )
      return `${said}${tail(note, language)}`
    }
    case 'appeal':
      return `${dayLabel(wish.day, language)} ${halves.halves[wish.half]}${punctuation[language].colon}${wish.text}`
    default:
      return wish satisfies never
  }
}

function tail(note: string, language: Language): string {
  if (note === '') return ''
  return language === 'zh' ? `（${note}）` : ` (${note})`
}

type HalfDay = { readonly day: string; readonly half: Half }

function sayHalves(from: HalfDay, to: HalfDay, { language, words, halves }: Tongue): string {
  const first = dayLabel(from.day, language)
  if (from.day === to.day) return from.half === to.half ? `${first} ${halves.halves[from.half]}` : first
  return words.span(`${first} ${halves.halves[from.half]}`, `${dayLabel(to.day, language)} ${halves.halves[to.half]}`)
}

export const stateTones: Record<Request['state'], string> = {
  waiting: 'tag-amber',
  approved: 'tag-jade',
  refused: 'tag-red',
  withdrawn: 'tag-grey',
}
