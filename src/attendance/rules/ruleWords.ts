import type { Words } from '../../contract/attendance.ts'
import { minuteMs } from './clock.ts'
import type { DaySetting, Span } from './input.ts'
import type { HalfJudgement, JudgedDay } from './judged.ts'
import { timeWords } from './words.ts'

/** The rule a half-day was judged by, as a sentence, with the day from which it holds and the paper that set it. */
export function ruleWords(half: HalfJudgement, judged: JudgedDay): Words {
  const { setting } = judged
  if (half.hours !== null) return hoursWords(half, half.hours, judged)
  const { state } = half.verdict
  if (state === 'rest') return restWords(half.verdict.why, setting)
  if (state === 'leave') return { zh: '请假获批的半天不要求签到', en: 'No check-in is asked for on approved leave' }
  if (state === 'outing') return { zh: '外出的半天不要求签到', en: 'No check-in is asked for on an outing' }
  return { zh: '休息时间的值班：签到一次即为在岗', en: 'A duty beyond ordinary hours: one check-in shows it' }
}

function hoursWords(half: HalfJudgement, hours: Span, judged: JudgedDay): Words {
  const { rule, plan } = judged.setting
  const parts = half.grounds.flatMap((it) => partWords(whatOf(it), hours, judged))
  const zh = parts.map((it) => it.zh).join('；')
  const en = parts.map((it) => it.en).join('; ')
  const by =
    plan.kind === 'shift'
      ? { zh: `班次“${plan.shift.name}”：`, en: `Shift “${plan.shift.name}”: ` }
      : { zh: '', en: '' }
  const paper = rule.basis === '' ? { zh: '', en: '' } : { zh: `，${rule.basis}`, en: `, ${rule.basis}` }
  return {
    zh: `${by.zh}${zh}（规则自 ${rule.effectiveFrom} 起${paper.zh}）`,
    en: `${by.en}${by.en === '' ? en.charAt(0).toUpperCase() + en.slice(1) : en} (rule from ${rule.effectiveFrom}${paper.en})`,
  }
}

type What = 'arrival' | 'departure' | null

function whatOf(ground: HalfJudgement['grounds'][number]): What {
  switch (ground.kind) {
    case 'arrival':
    case 'departure':
      return ground.kind
    case 'missing':
      return ground.what
    case 'corrected':
      return ground.correction.what
    default:
      return null
  }
}

function partWords(what: What, hours: Span, { setting, zone, day }: JudgedDay): readonly Words[] {
  const { rule, plan } = setting
  const time = (ms: number): Words => {
    const { zh, en } = timeWords(ms, day, zone)
    return { zh: zh.replace(/:00$/, ''), en: en.replace(/:00$/, '') }
  }
  const flex = plan.kind === 'shift' ? plan.shift.flex : rule.flex
  if (what === 'arrival') {
    const [hour, limit] = [time(hours.starts), time(hours.starts + (rule.graceIn + flex) * minuteMs)]
    return [
      {
        zh: `到岗以签到为准：${hour.zh} 上班，${limit.zh} 前到不算迟到${flex > 0 ? '（晚到多少，晚走多少）' : ''}`,
        en: `work starts at ${hour.en}; up to ${limit.en} is not late${flex > 0 ? ' if one leaves as much later' : ''}`,
      },
    ]
  }
  if (what === 'departure') {
    const [hour, limit] = [time(hours.ends), time(hours.ends - rule.graceOut * minuteMs)]
    return [
      {
        zh: `离岗以签到为准：${hour.zh} 下班，${limit.zh} 后走不算早退`,
        en: `work ends at ${hour.en}; from ${limit.en} is not early`,
      },
    ]
  }
  const [from, to] = [time(hours.starts), time(hours.ends)]
  return [{ zh: `${from.zh} 至 ${to.zh} 上班`, en: `work from ${from.en} to ${to.en}` }]
}

function restWords(why: string, { calendar }: DaySetting): Words {
  const name = calendar.name === '' ? '' : `（${calendar.name}）`
  switch (why) {
    case 'weekend':
      return { zh: '周末休息', en: 'Weekend' }
    case 'holiday':
      return { zh: `法定节假日${name}`, en: `Public holiday${name}` }
    case 'notRostered':
      return { zh: '当天没有排班', en: 'Not rostered' }
    case 'notEmployed':
      return { zh: '当天不在本单位', en: 'Not of this unit on that day' }
    default:
      return { zh: `休息${name}`, en: `Day off${name}` }
  }
}
