import { verdictWords } from '../../../../src/contract/verdictWords.ts'
import { inBoth } from '../../language.tsx'

/** How verdicts, kinds of leave and their reasons are said; every page that shows a half-day uses these. */
export const attendanceWords = inBoth(
  {
    ...verdictWords.zh,
    missing: { arrival: '没有到岗签到', departure: '没有离岗签到', both: '一次也没有' },
    rest: {
      weekend: '周末',
      holiday: '节假日',
      dayOff: '本地放假',
      notRostered: '未排班',
      notEmployed: '不在岗位期间',
    },
    unknown: { stationSilent: '站点机当时没有联系', timeUncertain: '签到时间不确定' },
    withWhy: (state: string, why: string) => `${state}（${why}）`,
    told: (what: string, text: string) => `${what}：${text}`,
    listed: (items: readonly string[]) => items.join('、'),
    lateAndEarly: (late: string, early: string) => `迟到 ${late}，早退 ${early}`,
    late: (span: string) => `迟到 ${span}`,
    early: (span: string) => `早退 ${span}`,
    span: (minutes: number, seconds: number) =>
      [minutes > 0 && `${minutes} 分`, (seconds > 0 || minutes === 0) && `${seconds} 秒`].filter(Boolean).join(' '),
    rule: '依据',
    used: '用到的记录',
    usedNone: '没有用到任何签到记录。',
    ignored: '没有采用的记录',
    grade: '时间等级',
    why: '为什么',
    whyOf: (who: string) => `为什么：${who}`,
    daysUnit: (n: string) => `${n} 天`,
    timesUnit: (n: string) => `${n} 次`,
  },
  {
    ...verdictWords.en,
    missing: { arrival: 'no arrival', departure: 'no departure', both: 'none at all' },
    rest: {
      weekend: 'weekend',
      holiday: 'public holiday',
      dayOff: 'local day off',
      notRostered: 'not rostered',
      notEmployed: 'not in post',
    },
    unknown: { stationSilent: 'the station was out of touch', timeUncertain: 'the time is uncertain' },
    withWhy: (state, why) => `${state} (${why})`,
    told: (what, text) => `${what}: ${text}`,
    listed: (items) => items.join(', '),
    lateAndEarly: (late, early) => `Late by ${late}, left ${early} early`,
    late: (span) => `Late by ${span}`,
    early: (span) => `Left ${span} early`,
    span: (minutes, seconds) =>
      [minutes > 0 && `${minutes} min`, (seconds > 0 || minutes === 0) && `${seconds} s`].filter(Boolean).join(' '),
    rule: 'Rule',
    used: 'Records used',
    usedNone: 'No check-in was used.',
    ignored: 'Records left aside',
    grade: 'Time grade',
    why: 'Why',
    whyOf: (who) => `Why: ${who}`,
    daysUnit: (n) => `${n} d`,
    timesUnit: (n) => `${n}×`,
  },
)

export type AttendanceWords = (typeof attendanceWords)['zh']
