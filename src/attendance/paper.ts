import type { HalfVerdict, LeaveKind, Legend, MonthTotals, SymbolKey } from '../contract/attendance.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import type { MonthSheet } from '../contract/routes/attendance.ts'
import { clockOf, dayOf, type Iso, weekdayOf } from '../kit/time.ts'
import { daysOfMonth } from './month.ts'
import { symbolOf } from './rules/totals.ts'

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

const otherLeaves = [
  'compensatory',
  'marriage',
  'maternity',
  'paternity',
  'bereavement',
  'homeVisit',
  'injury',
  'study',
  'other',
] as const satisfies readonly LeaveKind[]

/** The totals of the sheet from left to right. A duty beyond office hours is counted from the roster, not from signs. */
export const totalColumns: readonly TotalColumn[] = [
  column('应出勤', (it) => it.expected, null),
  column('实出勤', (it) => it.present, ['present', 'late', 'early', 'lateEarly', 'duty']),
  column('迟到（次）', (it) => it.lateTimes, ['late', 'lateEarly'], 1),
  column('早退（次）', (it) => it.earlyTimes, ['early', 'lateEarly'], 1),
  column('缺签', (it) => it.noCheckIn, ['noCheckIn']),
  column('旷工', (it) => it.absent, ['absent']),
  column('事假', leaveDays(['personal']), ['personal']),
  column('病假', leaveDays(['sick']), ['sick']),
  column('年休', leaveDays(['annual']), ['annual']),
  column('其他假', leaveDays(otherLeaves), otherLeaves),
  column('公出', (it) => it.outing, ['outing']),
  column('值班（次）', (it) => it.dutyTimes, null, 1),
  column('待核', (it) => it.unknown, ['unknown']),
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
      am: cells.map((it) => signOn(it.am, legend)),
      pm: cells.map((it) => signOn(it.pm, legend)),
      totals,
      remark: remark.zh,
    })),
    legend,
    legendLine: legendWords.map(([key, zh]) => `${legend[key]} ${zh}`).join('  '),
    notes: [
      '考勤员如实填写；更正须有依据并注明原因。',
      '上午、下午各计0.5天，迟到、早退、值班按次计；空白为休息或尚未结束。',
      '应出勤、值班由日历和排班得出，其余合计为公式，改动符号后自动重算。',
      '缺签、待核不等于旷工，须由非直接上级的人员说明理由后认定。',
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

/** A late arrival with an early departure carries both signs. */
function signOn(verdict: HalfVerdict, legend: Legend): string {
  const both = verdict.state === 'late' && verdict.earlySeconds > 0
  return both ? lookOf('lateEarly', legend) : symbolOf(verdict, legend)
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

const legendWords: readonly (readonly [SymbolKey, string])[] = [
  ['present', '出勤'],
  ['late', '迟到'],
  ['early', '早退'],
  ['noCheckIn', '缺签'],
  ['absent', '旷工'],
  ['outing', '公出'],
  ['duty', '值班'],
  ['unknown', '待核'],
  ['personal', '事假'],
  ['sick', '病假'],
  ['annual', '年休'],
  ['compensatory', '调休'],
  ['marriage', '婚假'],
  ['maternity', '产假'],
  ['paternity', '陪产假'],
  ['bereavement', '丧假'],
  ['homeVisit', '探亲假'],
  ['injury', '工伤假'],
  ['study', '学习'],
  ['other', '其他假'],
]
