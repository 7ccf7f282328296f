import type { Half, HalfState, HalfVerdict, LeaveKind, Legend, MonthTotals, SymbolKey } from './attendance.ts'

/** What verdicts, kinds of leave and totals are called, in one language. */
export interface VerdictWords {
  readonly halves: Readonly<Record<Half, string>>
  readonly states: Readonly<Record<HalfState, string>>
  readonly leaves: Readonly<Record<LeaveKind, string>>
  readonly totals: Readonly<Record<Exclude<keyof MonthTotals, 'leave'>, string>>
}

const zhStates = {
  present: '出勤',
  late: '迟到',
  early: '早退',
  noCheckIn: '未见签到',
  leave: '请假',
  outing: '公出',
  duty: '值班',
  rest: '休息',
  unknown: '待核',
  notYet: '未到时',
  absent: '旷工',
} as const satisfies VerdictWords['states']

const enStates = {
  present: 'Present',
  late: 'Late',
  early: 'Left early',
  noCheckIn: 'No check-in',
  leave: 'Leave',
  outing: 'Outing',
  duty: 'Duty',
  rest: 'Rest',
  unknown: 'Unverified',
  notYet: 'Not yet',
  absent: 'Absent',
} as const satisfies VerdictWords['states']

const totalsOf = (states: VerdictWords['states'], expected: string, present: string): VerdictWords['totals'] => ({
  expected,
  present,
  lateTimes: states.late,
  earlyTimes: states.early,
  noCheckIn: states.noCheckIn,
  absent: states.absent,
  outing: states.outing,
  dutyTimes: states.duty,
  unknown: states.unknown,
})

/** The one word for each, wherever it stands: screens, workbook, comma file, print, explanations. */
export const verdictWords: Readonly<Record<'zh' | 'en', VerdictWords>> = {
  zh: {
    halves: { am: '上午', pm: '下午' },
    states: zhStates,
    leaves: {
      personal: '事假',
      sick: '病假',
      annual: '年休假',
      compensatory: '调休',
      marriage: '婚假',
      maternity: '产假',
      paternity: '陪产假',
      bereavement: '丧假',
      homeVisit: '探亲假',
      injury: '工伤假',
      study: '学习假',
      other: '其他假',
    },
    totals: totalsOf(zhStates, '应出勤', '实出勤'),
  },
  en: {
    halves: { am: 'morning', pm: 'afternoon' },
    states: enStates,
    leaves: {
      personal: 'Personal leave',
      sick: 'Sick leave',
      annual: 'Annual leave',
      compensatory: 'Time off in lieu',
      marriage: 'Marriage leave',
      maternity: 'Maternity leave',
      paternity: 'Paternity leave',
      bereavement: 'Bereavement leave',
      homeVisit: 'Home leave',
      injury: 'Injury leave',
      study: 'Study leave',
      other: 'Other leave',
    },
    totals: totalsOf(enStates, 'Expected', 'Present'),
  },
}

/** What a sign of the legend stands for. */
export const sayKey = (key: SymbolKey, { states, leaves }: VerdictWords): string =>
  key in leaves ? leaves[key as LeaveKind] : states[key as HalfState]

/** The sign of a verdict under a legend: nothing for rest and for what is still open, two where late and early meet. */
export function signOf(verdict: HalfVerdict, legend: Legend): string {
  if (verdict.state === 'rest' || verdict.state === 'notYet') return ''
  if (verdict.state === 'leave') return legend[verdict.leave]
  return verdict.state === 'late' && verdict.earlySeconds > 0 ? `${legend.late}${legend.early}` : legend[verdict.state]
}
