import {
  type LeaveKind,
  type Legend,
  leaveKinds,
  type MonthTotals,
  type SymbolKey,
  symbolKeys,
} from '../contract/attendance.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import type { MonthSheet } from '../contract/routes/attendance.ts'
import { sayKey, signOf, verdictWords } from '../contract/verdictWords.ts'
import { daysOfMonth } from '../kit/month.ts'
import { clockOf, dayOf, type Iso, weekdayOf } from '../kit/time.ts'

/** A month sheet as it stands on paper: what the table, the comma file and the printed page have in common. */
export interface Paper {
  readonly title: string
  readonly unitName: string
  readonly period: string
  readonly days: readonly PaperDay[]
  readonly columns: readonly TotalColumn[]
  readonly people: readonly PaperPerson[]
  readonly legend: Legend
  readonly legendLine: string
  readonly notes: readonly string[]
  /** Which state of the month this is, who took it out and when. */
  readonly mark: string
}

export interface PaperDay {
  readonly number: number
  /** 一 … 日, with 班 behind a weekend that is worked. */
  readonly weekday: string
  readonly amRests: boolean
  readonly pmRests: boolean
}

export interface PaperPerson {
  readonly name: string
  readonly post: string
  readonly employeeNo: string
  readonly am: readonly string[]
  readonly pm: readonly string[]
  readonly totals: MonthTotals
  readonly remark: string
}

/** A total of the sheet. `counts` are the signs that add to it, each `worth` so much; null: it comes from the roster. */
export interface TotalColumn {
  readonly zh: string
  readonly value: (totals: MonthTotals) => number
  readonly counts: readonly Sign[] | null
  readonly worth: 0.5 | 1
}

/** A sign of the legend, or `lateEarly`: late and early written together. */
export type Sign = SymbolKey | 'lateEarly'

const column = (
  zh: string,
  value: TotalColumn['value'],
  counts: TotalColumn['counts'],
  worth: TotalColumn['worth'] = 0.5,
): TotalColumn => ({ zh, value, counts, worth })

const leaveDays = (kinds: readonly LeaveKind[]) => (totals: MonthTotals) =>
  kinds.reduce((sum, kind) => sum + (totals.leave[kind] ?? 0), 0)

const ownColumn: readonly LeaveKind[] = ['personal', 'sick', 'annual']
const otherLeaves = leaveKinds.filter((it) => !ownColumn.includes(it))

const said = verdictWords.zh

/** The totals of the sheet from left to right. A duty beyond office hours is counted from the roster, not from signs. */
export const totalColumns: readonly TotalColumn[] = [
  column(said.totals.expected, (it) => it.expected, null),
  column(said.totals.present, (it) => it.present, ['present', 'late', 'early', 'lateEarly', 'duty']),
  column(`${said.totals.lateTimes}（次）`, (it) => it.lateTimes, ['late', 'lateEarly'], 1),
  column(`${said.totals.earlyTimes}（次）`, (it) => it.earlyTimes, ['early', 'lateEarly'], 1),
  column(said.totals.noCheckIn, (it) => it.noCheckIn, ['noCheckIn']),
  column(said.totals.absent, (it) => it.absent, ['absent']),
  ...ownColumn.map((kind) => column(said.leaves[kind], leaveDays([kind]), [kind])),
  column(said.leaves.other, leaveDays(otherLeaves), otherLeaves),
  column(said.totals.outing, (it) => it.outing, ['outing']),
  column(`${said.totals.dutyTimes}（次）`, (it) => it.dutyTimes, null, 1),
  column(said.totals.unknown, (it) => it.unknown, ['unknown']),
]

/** What a sign looks like under a legend. */
export const lookOf = (sign: Sign, legend: Legend): string =>
  sign === 'lateEarly' ? `${legend.late}${legend.early}` : legend[sign]

/** Lays a sheet out for paper. */
export function paperOf(sheet: MonthSheet, mark: { readonly by: string; readonly at: Iso }): Paper {
  const { month, legend, days, simulated } = sheet
  const [year, number] = month.split('-').map(Number)
  return {
    title: `${year}年${number}月份工作人员考勤表${simulated ? '（含模拟数据）' : ''}`,
    unitName: sheet.unitName,
    period: `${dayZh(daysOfMonth(month).from)}至${dayZh(daysOfMonth(month).to)}`,
    days: days.map(paperDay),
    columns: totalColumns,
    people: sheet.rows.map(({ cells, name, post, employeeNo, totals, remark }) => ({
      name,
      post,
      employeeNo,
      am: cells.map((it) => signOf(it.am, legend)),
      pm: cells.map((it) => signOf(it.pm, legend)),
      totals,
      remark: remark.zh,
    })),
    legend,
    legendLine: symbolKeys.map((key) => `${legend[key]} ${sayKey(key, said)}`).join('  '),
    notes: [
      '考勤员如实填写；更正须有依据并注明原因。',
      '上午、下午各计0.5天，迟到、早退、值班按次计；空白为休息或尚未结束。',
      '应出勤、值班由日历和排班得出，其余合计为公式，改动符号后自动重算。',
      `${said.states.noCheckIn}、${said.states.unknown}不等于${said.states.absent}，${said.states.absent}须由非直接上级的人员说明理由后认定。`,
    ],
    mark: markOf(sheet, mark),
  }
}

function markOf({ state, simulated }: MonthSheet, { by, at }: { readonly by: string; readonly at: Iso }): string {
  const what =
    state.kind === 'open'
      ? '未定稿'
      : `第${state.revision}次定稿（${state.by} ${timeZh(state.at)}${state.reason ? `：${state.reason}` : ''}）`
  return `${simulated ? '模拟数据 ' : ''}${what}　导出：${by} ${timeZh(at)}`
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

function paperDay({ day, type, am, pm }: CalendarDay): PaperDay {
  const weekday = weekdays[weekdayOf(day) - 1] ?? ''
  return {
    number: Number(day.slice(8)),
    weekday: type === 'makeUpWorkday' ? `${weekday}班` : weekday,
    amRests: am === 'rest',
    pmRests: pm === 'rest',
  }
}

const dayZh = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
/** `2026-03-02 08:31:00` on the county's clock. */
export const timeZh = (at: Iso): string => `${dayOf(at)} ${clockOf(at)}`
