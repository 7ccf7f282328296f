import type { AttendanceRule, Legend } from './attendance.ts'

/** What stands on a sheet unless a unit chose otherwise: one character each that hardly anybody misreads. */
export const standardLegend: Legend = {
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

/** Legends to begin with. `shapes` is the △○□ style; what a shape means differs from place to place, so it is printed. */
export const legendPresets: Readonly<Record<'characters' | 'shapes', Legend>> = {
  characters: standardLegend,
  shapes: {
    ...standardLegend,
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

/** The rule where nobody kept another: two check-ins, office hours, five minutes forgiven when coming. */
export const standardRule: AttendanceRule = {
  ruleId: '00000000-0000-4000-8000-000000000001',
  unitId: null,
  effectiveFrom: '1950-01-01',
  checkInsPerDay: 2,
  fourReason: '',
  workdays: [1, 2, 3, 4, 5],
  periods: { am: { from: '08:30', to: '12:00' }, pm: { from: '14:00', to: '17:30' } },
  graceIn: 5,
  graceOut: 0,
  flex: 0,
  openBefore: 120,
  openAfter: 240,
  legend: standardLegend,
  basis: '',
}
