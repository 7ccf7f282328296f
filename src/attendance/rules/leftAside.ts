import type { Because } from '../../contract/attendance.ts'
import { instantOf, minuteMs } from './clock.ts'
import type { Seen } from './input.ts'
import type { HalfJudgement, JudgedDay } from './judged.ts'
import { gradeWords, timeWords } from './words.ts'

type Ignored = Because['ignored'][number]
type Words = Ignored['what']

/** The check-ins around a half-day on which its verdict does not rest, each with the reason. */
export function leftAside(half: HalfJudgement, judged: JudgedDay): Ignored[] {
  const used = usedOf(half)
  const other = usedOf(half.half === 'am' ? judged.pm : judged.am)
  const { zone, day } = judged
  return around(half, judged)
    .filter((it) => !used.includes(it))
    .map((it) => {
      const [time, grade] = [timeWords(it.at, day, zone), gradeWords(it)]
      const what = { zh: `${time.zh} 签到，${grade.zh}`, en: `Check-in at ${time.en}, ${grade.en}` }
      return { what, why: whyAside(it, half, used, other) }
    })
}

const usedOf = ({ grounds }: HalfJudgement): readonly Seen[] =>
  grounds.flatMap((it) => ('seen' in it && it.seen !== null ? [it.seen] : []))

/** Check-ins of the half: up to its end with the one before, and beyond it with the one after. */
function around({ half }: HalfJudgement, { checkIns, windows, day, zone, am, pm }: JudgedDay): readonly Seen[] {
  const from = Math.min(instantOf(day, 0, zone), windows[0]?.opens ?? Number.POSITIVE_INFINITY)
  const to = Math.max(instantOf(day, 1440, zone) - 1, windows.at(-1)?.closes ?? Number.NEGATIVE_INFINITY)
  const border = am.hours && pm.hours ? (am.hours.ends + pm.hours.starts) / 2 : instantOf(day, 780, zone)
  const outside = (it: Seen): boolean => !windows.some(({ opens, closes }) => it.at >= opens && it.at <= closes)
  const ofDay = checkIns.filter((it) => it.at >= from && it.at <= to)
  return ofDay.filter((it) => it.at < border === (half === 'am') && !(outside(it) && isOtherDay(it, day, zone)))
}

const isOtherDay = ({ at }: Seen, day: string, zone: string): boolean =>
  at < instantOf(day, 0, zone) || at >= instantOf(day, 1440, zone)

function whyAside(seen: Seen, half: HalfJudgement, used: readonly Seen[], other: readonly Seen[]): Words {
  const near = [...used, ...other].some((it) => it !== seen && Math.abs(it.at - seen.at) < 10 * minuteMs)
  if (other.includes(seen)) return aside.otherHalf
  if (half.grounds.some((it) => it.kind === 'corrected')) return aside.corrected
  if (near) return aside.again
  switch (half.verdict.state) {
    case 'leave':
      return aside.onLeave
    case 'outing':
      return aside.onOuting
    case 'rest':
      return aside.free
    default:
      return half.hours === null ? aside.duty : aside.between
  }
}

const aside = {
  otherHalf: { zh: '用于另一半天的结论', en: 'Used for the other half of the day' },
  corrected: {
    zh: '以批准的更正为准，原签到保留备查',
    en: 'The approved correction counts; the check-in stays on file',
  },
  again: { zh: '十分钟内的重复签到不另算', en: 'A second check-in within ten minutes says nothing new' },
  onLeave: { zh: '请假期间的签到不影响结论', en: 'Checking in while on leave changes nothing' },
  onOuting: { zh: '外出期间的签到不影响结论', en: 'Checking in while on an outing changes nothing' },
  free: { zh: '这半天不用上班，签到不作考勤判断', en: 'Nothing was expected of this half-day' },
  duty: { zh: '值班只看有没有签到，一次就够', en: 'One check-in is enough for a duty' },
  between: { zh: '这半天只看第一次到岗和最后一次离岗', en: 'Only the first arrival and the last departure count' },
} as const satisfies Record<string, Words>
