import type { Words } from '../../../contract/attendance.ts'
import { type AppealOutcome, appealDays, type SuspectDecision, type SuspectRule } from '../../../contract/suspects.ts'
import { clockOf, dayOf, type Iso } from '../../../kit/time.ts'

export interface Noticed {
  readonly rule: SuspectRule
  /** When one's own check-ins were made. */
  readonly times: readonly Iso[]
  readonly decision: SuspectDecision | null
  readonly concerned: boolean
  readonly appeal: AppealOutcome | 'waiting' | null
  readonly until: Iso | null
}

/** What somebody is told about a suspect with a check-in of his: what it means, and what he may do. */
export function noticeOf({ rule, times, decision, concerned, appeal, until }: Noticed): Words {
  const when = times.map((at) => `${dayOf(at)} ${clockOf(at).slice(0, 5)}`).join('、')
  const what = whats[rule]
  const state = stateOf(decision, concerned)
  const may = appeal !== null ? appeals[appeal] : until === null ? none : mayAppeal(until)
  return {
    zh: `您 ${when} 的签到被系统列为“存疑”：${what.zh}${state.zh}${may.zh}`,
    en: `Your check-in of ${when.replaceAll('、', ', ')} was marked as suspect: ${what.en} ${state.en}${may.en}`,
  }
}

const whats: Readonly<Record<SuspectRule, Words>> = {
  series: {
    zh: '同一站点几分钟内先后出现多张不同的脸，却像同一个人。',
    en: 'within minutes several faces came to one station that look like one person.',
  },
  allAtOnce: {
    zh: '多个工作日全体人员在数秒内接连签到。',
    en: 'on several days everybody checked in within seconds.',
  },
  twoSites: {
    zh: '短时间内在两个站点都有您的签到。',
    en: 'you were checked in at two sites within a short time.',
  },
  terminalBurst: {
    zh: '多个工作日同样几个人在考勤终端上数秒内接连打卡。',
    en: 'on several days the same few people punched at a terminal within seconds.',
  },
}

function stateOf(decision: SuspectDecision | null, concerned: boolean): Words {
  if (decision === null) return open
  if (decision === 'confirmed' && concerned) return against
  return cleared
}

const open: Words = {
  zh: '签到照常有效，考勤不受影响；由上级人员查看后决定。',
  en: 'It counts as before; somebody above your unit will look and decide.',
}
const against: Words = {
  zh: '上级人员已认定该签到不是本人所做。',
  en: 'Somebody above your unit decided that it was not made by you.',
}
const cleared: Words = {
  zh: '上级人员已处理，未认定您的签到有问题，签到有效。',
  en: 'Somebody above your unit looked at it and did not find your check-in wrong: it counts.',
}
const appeals: Readonly<Record<AppealOutcome | 'waiting', Words>> = {
  waiting: { zh: '您的申诉正由另一人处理。', en: ' Your appeal waits for somebody else to decide.' },
  stands: {
    zh: '您的申诉已由另一人处理：维持原决定。',
    en: ' Somebody else decided your appeal: the decision stands.',
  },
  lifted: {
    zh: '您的申诉成立，原决定对您不再有效。',
    en: ' Your appeal was right: the decision no longer holds for you.',
  },
}
const none: Words = { zh: '', en: '' }

const mayAppeal = (until: Iso): Words => ({
  zh: `如有异议，可在 ${appealDays} 天内（${dayOf(until)} 前）申诉，由另一人处理。`,
  en: ` You may appeal within ${appealDays} days (before ${dayOf(until)}); somebody else decides.`,
})
