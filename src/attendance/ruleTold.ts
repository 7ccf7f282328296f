import type { AttendanceRule, Words } from '../contract/attendance.ts'
import type { Told } from '../contract/proposals.ts'

/** A rule that is to hold, in sentences: what it takes the place of, what it says, and whose days it would judge otherwise. */
export function tellRule(
  unit: Words,
  before: AttendanceRule,
  rule: AttendanceRule,
  { people, total }: { readonly people: number; readonly total: number },
): Told {
  const now = sayRule(rule)
  return {
    what: { zh: `${unit.zh}的考勤规则`, en: `The attendance rule of ${unit.en}` },
    before: sayRule(before),
    after: {
      zh: `${now.zh}。已过去的日子里，${people} 人共 ${total} 个半天的结论会改变`,
      en: `${now.en}. Of days gone by, ${total} half-days of ${people} people would be judged otherwise`,
    },
  }
}

/** A rule that is to be taken back. */
export const tellLift = (unit: Words, rule: AttendanceRule): Told => ({
  what: { zh: `撤回${unit.zh}的考勤规则`, en: `Taking back the attendance rule of ${unit.en}` },
  before: sayRule(rule),
  after: { zh: '按以前的规则评定', en: 'The rule from before holds again' },
})

function sayRule(rule: AttendanceRule): Words {
  const { am, pm } = rule.periods
  const hours = `${am.from}–${am.to}, ${pm.from}–${pm.to}`
  const { effectiveFrom, checkInsPerDay: times, graceIn, graceOut, flex, openBefore, openAfter, basis } = rule
  const days = rule.workdays.join('')
  const signs = Object.values(rule.legend).join(' ')
  return {
    zh: `${effectiveFrom} 起：每天签到 ${times} 次；工作日 周${days}；${hours}；到岗宽限 ${graceIn} 分钟，离岗宽限 ${graceOut} 分钟，弹性 ${flex} 分钟；上班前 ${openBefore} 至下班后 ${openAfter} 分钟的签到算数；符号 ${signs}${basis === '' ? '' : `；依据：${basis}`}`,
    en: `From ${effectiveFrom}: ${times} check-ins a day; weekdays ${days}; ${hours}; ${graceIn} min grace coming, ${graceOut} going, ${flex} flexible; check-ins count from ${openBefore} min before to ${openAfter} after; signs ${signs}${basis === '' ? '' : `; basis: ${basis}`}`,
  }
}
