import type { AttendanceRule, Legend } from '../../../../src/contract/attendance.ts'

const characters: Legend = {
  present: '√',
  late: '迟',
  early: '退',
  noCheckIn: '缺',
  absent: '×',
  outing: '外',
  duty: '值',
  unknown: '?',
  personal: '事',
  sick: '病',
  annual: '年',
  compensatory: '调',
  marriage: '婚',
  maternity: '产',
  paternity: '陪',
  bereavement: '丧',
  homeVisit: '探',
  injury: '伤',
  study: '学',
  other: '其',
}

/** Legends to begin with; what a shape means differs from place to place, so it is printed. */
export const presets: Readonly<Record<'characters' | 'shapes', Legend>> = {
  characters,
  shapes: {
    ...characters,
    late: '△',
    early: '▽',
    noCheckIn: '□',
    outing: '◎',
    duty: '☆',
    personal: '○',
    sick: '●',
    annual: '◇',
    compensatory: '◆',
    marriage: '⊙',
    maternity: '⊕',
    paternity: '⊗',
    bereavement: '▲',
    homeVisit: '■',
    injury: '▼',
    study: '★',
    other: '◐',
  },
}

export type RuleForm = Omit<AttendanceRule, 'ruleId'>

/** What a new rule begins with: two check-ins and usual office hours. */
export const usualRule: Omit<RuleForm, 'unitId' | 'effectiveFrom'> = {
  checkInsPerDay: 2,
  fourReason: '',
  workdays: [1, 2, 3, 4, 5],
  periods: { am: { from: '08:30', to: '12:00' }, pm: { from: '14:00', to: '17:30' } },
  graceIn: 5,
  graceOut: 0,
  flex: 0,
  openBefore: 120,
  openAfter: 240,
  legend: characters,
  basis: '',
}
