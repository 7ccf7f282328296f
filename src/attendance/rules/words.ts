import type { Words } from '../../contract/attendance.ts'
import { verdictWords } from '../../contract/verdictWords.ts'
import { wallOf } from './clock.ts'
import type { DutyPart, Ms, Seen, Span } from './input.ts'
import type { Ground, JudgedDay } from './judged.ts'

/** What was looked at, as a sentence. Times are to the second on the clock of the place. `open`: more may still come. */
export function groundWords(ground: Ground, { zone, day }: Pick<JudgedDay, 'zone' | 'day'>, open = false): Words {
  const at = (ms: Ms): Words => timeWords(ms, day, zone)
  switch (ground.kind) {
    case 'arrival':
    case 'departure':
      return checkInWords(ground, at)
    case 'corrected': {
      const { what, at: claimed } = ground.correction
      const time = at(claimed)
      return {
        zh: `经批准的更正：${time.zh} ${whatZh[what]}`,
        en: `Approved correction: ${whatEn[what]} at ${time.en}`,
      }
    }
    case 'missing': {
      const [from, to] = [at(ground.from), at(ground.to)]
      if (open) {
        return {
          zh: `还没有${whatZh[ground.what]}签到，${to.zh} 前都算`,
          en: `No check-in for the ${ground.what} yet; one counts until ${to.en}`,
        }
      }
      return {
        zh: `${from.zh} 至 ${to.zh} 之间没有${whatZh[ground.what]}签到`,
        en: `No check-in for the ${ground.what} between ${from.en} and ${to.en}`,
      }
    }
    case 'leave':
      return {
        zh: `已批准${verdictWords.zh.leaves[ground.leave.leave]}`,
        en: `Approved ${verdictWords.en.leaves[ground.leave.leave].toLowerCase()}`,
      }
    case 'outing': {
      const { starts, ends, where } = ground.outing
      const [from, to] = [at(starts), at(ends)]
      return { zh: `${from.zh} 至 ${to.zh} 外出：${where}`, en: `Outing from ${from.en} to ${to.en}: ${where}` }
    }
    case 'field':
      return { zh: '当天按排班下村（在外工作）', en: 'By the roster in the field that day' }
    case 'duty':
      return dutyWords(ground, at)
    case 'silent':
      return silentWords(ground.span, at)
    case 'decision':
      return decisionWords(ground)
    default:
      return ground satisfies never
  }
}

/** A silence may have no beginning or no end: a site whose station never called, or does not any more. */
function silentWords({ starts, ends }: Span, at: (ms: Ms) => Words): Words {
  const from = Number.isFinite(starts) ? at(starts) : undefined
  const to = Number.isFinite(ends) ? at(ends) : undefined
  const zh = from ? `${from.zh} ${to ? `至 ${to.zh}` : '起'} ` : to ? `${to.zh} 前` : '这段时间'
  const en = `${from ? ` from ${from.en}` : ''}${to ? ` to ${to.en}` : ''}`
  return {
    zh: `${zh}站点机没有工作或没有报到，不能认定`,
    en: `The station was silent${en}: nothing can be said`,
  }
}

const whatZh = { arrival: '到岗', departure: '离岗' } as const
const whatEn = { arrival: 'arrival', departure: 'departure' } as const

/** An instant on the clock of a place, to the second, with the day before it when it is another day. */
export function timeWords(at: Ms, day: string, zone: string): Words {
  const wall = wallOf(at, zone)
  const seconds = Math.floor(wall.minutes * 60 + 1e-6)
  const part = (value: number): string => String(value).padStart(2, '0')
  const clock = `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`
  if (wall.day === day) return { zh: clock, en: clock }
  const [, month, date] = wall.day.split('-')
  return { zh: `${Number(month)}月${Number(date)}日 ${clock}`, en: `${wall.day} ${clock}` }
}

type CheckInGround = Extract<Ground, { kind: 'arrival' | 'departure' }>

function checkInWords({ kind, seen, limit, sure }: CheckInGround, at: (ms: Ms) => Words): Words {
  const [time, grade, bound] = [at(seen.at), gradeWords(seen), at(limit)]
  if (sure)
    return { zh: `${time.zh} ${whatZh[kind]}签到，${grade.zh}`, en: `${whatEn[kind]} at ${time.en}, ${grade.en}` }
  return {
    zh: `${time.zh} ${whatZh[kind]}签到，${grade.zh}；真实时间可能在界限 ${bound.zh} 之前或之后，按有利于本人认定`,
    en: `${whatEn[kind]} at ${time.en}, ${grade.en}; it may have been before or after ${bound.en}, so the benefit of the doubt`,
  }
}

/** How well the time of a check-in is known, and by whose word where that is another maker's terminal's. */
export function gradeWords(seen: Seen): Words {
  const time = errorWords(seen)
  if (seen.byTerminal !== true) return time
  return {
    zh: `考勤终端所报（终端不辨真假人），${time.zh}`,
    en: `by the word of a terminal, which knows no live person from a copy; ${time.en}`,
  }
}

function errorWords({ grade, earliest, latest }: Seen): Words {
  if (earliest === null || latest === null) {
    return { zh: `时间等级 ${grade}（误差不能确定）`, en: `time grade ${grade} (error unknown)` }
  }
  const seconds = Math.max(1, Math.ceil((latest - earliest) / 2000))
  return seconds < 120
    ? { zh: `时间等级 ${grade}（误差 ${seconds} 秒内）`, en: `time grade ${grade} (within ${seconds} s)` }
    : {
        zh: `时间等级 ${grade}（误差 ${Math.ceil(seconds / 60)} 分钟内）`,
        en: `time grade ${grade} (within ${Math.ceil(seconds / 60)} min)`,
      }
}

const dutyZh: Record<DutyPart['as'], string> = { member: '值班', leader: '带班', deputy: '副班' }
const dutyEn: Record<DutyPart['as'], string> = { member: 'Duty', leader: 'Duty as leader', deputy: 'Duty as deputy' }

function dutyWords({ duty, state, seen }: Extract<Ground, { kind: 'duty' }>, at: (ms: Ms) => Words): Words {
  const [from, to] = [at(duty.starts), at(duty.ends)]
  const said = stateWords(state, seen, at)
  return {
    zh: `${from.zh} 至 ${to.zh} ${dutyZh[duty.as]}：${said.zh}`,
    en: `${dutyEn[duty.as]} from ${from.en} to ${to.en}: ${said.en}`,
  }
}

function stateWords(
  state: Extract<Ground, { kind: 'duty' }>['state'],
  seen: Seen | null,
  at: (ms: Ms) => Words,
): Words {
  switch (state) {
    case 'seen': {
      const [time, grade] = seen === null ? [at(0), { zh: '', en: '' }] : [at(seen.at), gradeWords(seen)]
      return { zh: `${time.zh} 签到，${grade.zh}`, en: `checked in at ${time.en}, ${grade.en}` }
    }
    case 'unseen':
      return { zh: '没有签到', en: 'no check-in' }
    case 'unknown':
      return { zh: '站点机没有工作或时间不明，不能认定', en: 'station silent or time unclear: nothing can be said' }
    case 'excused':
      return { zh: '已请假或外出', en: 'on leave or an outing' }
    case 'notYet':
      return { zh: '还没有结束', en: 'not over yet' }
    default:
      return state satisfies never
  }
}

function decisionWords({ decision, held }: Extract<Ground, { kind: 'decision' }>): Words {
  const { by, reason } = decision
  const said = decisionSaid[decision.decision]
  const rest = held
    ? { zh: '', en: '' }
    : { zh: '（与现有结论不冲突或已有签到，未改变结论）', en: ' (changes nothing here)' }
  return { zh: `${by}${said.zh}：${reason}${rest.zh}`, en: `${by} ${said.en}: ${reason}${rest.en}` }
}

const decisionSaid = {
  excused: { zh: '认定属正当情况', en: 'excused it' },
  absent: { zh: `认定${verdictWords.zh.states.absent}`, en: 'called it an absence' },
  reopened: { zh: '重新打开', en: 'opened it again' },
  appealApproved: { zh: '批准了申诉', en: 'approved the appeal' },
} as const
