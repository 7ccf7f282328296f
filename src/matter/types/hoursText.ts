import type { Words } from '../../contract/attendance.ts'
import type { Weekly } from '../../contract/workingHours.ts'

const days = [
  ['mon', '周一', 'Mon'],
  ['tue', '周二', 'Tue'],
  ['wed', '周三', 'Wed'],
  ['thu', '周四', 'Thu'],
  ['fri', '周五', 'Fri'],
  ['sat', '周六', 'Sat'],
  ['sun', '周日', 'Sun'],
] as const

/** A week of working hours in a sentence, days with the same hours together. */
export function sayWeekly(weekly: Weekly): Words {
  const runs: { from: number; to: number; hours: string }[] = []
  days.forEach(([day], i) => {
    const hours = weekly[day].map(({ from, to }) => `${from}–${to}`).join('、')
    const last = runs.at(-1)
    if (last?.hours === hours) last.to = i
    else runs.push({ from: i, to: i, hours })
  })
  const said = runs.map(({ from, to, hours }) => {
    const [first, last] = [days[from], days[to]]
    const [zh, en] =
      from === to ? [first?.[1], first?.[2]] : [`${first?.[1]}至${last?.[1]}`, `${first?.[2]}–${last?.[2]}`]
    return { zh: `${zh} ${hours || '休息'}`, en: `${en} ${hours.replaceAll('、', ', ') || 'closed'}` }
  })
  return { zh: said.map((it) => it.zh).join('；'), en: said.map((it) => it.en).join('; ') }
}
