import type { Limit } from '../../src/contract/matterTypes.ts'
import type { ExclusionReason } from '../../src/contract/ratings.ts'
import type { Language } from '../shared/language.ts'
import { punctuation } from '../shared/punctuation.ts'

/** `2026 年第 3 季度`, `2026 年`. */
function periodZh(period: string): string {
  const [year, quarter] = period.split('-Q')
  return quarter === undefined ? `${year} 年` : `${year} 年第 ${quarter} 季度`
}

const limitsZh: Readonly<Record<Limit['unit'], string>> = {
  workingDays: '个工作日',
  workingHours: '个工作小时',
  workingSeconds: '秒工作时间',
  days: '天',
}

const limitsEn: Readonly<Record<Limit['unit'], string>> = {
  workingDays: 'working days',
  workingHours: 'working hours',
  workingSeconds: 'working seconds',
  days: 'days',
}

/** Working seconds as people say them; days from two full ones on. `day` of 0 is unknown. */
function readTime(seconds: number, day: number): { readonly n: string; readonly unit: 'minutes' | 'hours' | 'days' } {
  if (seconds < 3_570) return { n: String(Math.round(seconds / 60)), unit: 'minutes' }
  if (day === 0 || seconds < 2 * day) return { n: String(Math.round(seconds / 360) / 10), unit: 'hours' }
  return { n: String(Math.round((seconds * 10) / day) / 10), unit: 'days' }
}

const zh = {
  title: '事情办得怎么样',
  ...punctuation.zh,
  lead: '凭回执的人自己说的：事情真的解决了吗，满意吗。没有回答的人一律算“未确认”，不算满意。',
  period: periodZh,
  periods: '选时间',
  county: '全县（区）',
  units: '各单位（按隶属关系排列，不是排名）',
  with: (names: readonly string[]) => `含答案太少的下属单位：${names.join('、')}`,
  asked: '办结或不予办理',
  inTime: '按时',
  reopened: '群众要求重办过',
  answered: '回答了',
  of: (x: number, n: number) => `${x}／${n} 人`,
  first: '办完时',
  second: '一个月以后',
  called: '外单位打电话回访',
  solved: '真的解决了',
  satisfied: '满意（前三档）',
  range: (low: string, high: string) => `95% 的把握在 ${low} 到 ${high} 之间`,
  silent: (low: string, high: string) => `没回答的全算没解决：${low}；全算解决：${high}`,
  silentSatisfied: (low: string, high: string) => `没回答的全算不满意：${low}；全算满意：${high}`,
  drawn: (share: string) => `按人数向全县平均靠拢后：${share}`,
  few: '不到 30 人，不能和别的单位比',
  difference: (value: string, low: string, high: string) =>
    `群众自己答的比电话回访听到的高 ${value}（95% 的把握在 ${low} 到 ${high} 之间）`,
  hidden: (least: number) => `不到 ${least} 个，不公布`,
  visits: '来访的人说（每月满 5 次才计）',
  visitWords: { nobodyThere: '没有人在', sentAway: '没办成就回去', breaches: '同一件事因新理由再跑一趟' },
  median: (days: number) => `一半在 ${days} 天内办完`,
  persons: ' 次',
  kinds: '每一步用多久',
  kindsLead: (least: number) =>
    `只算工作时间，依法停下的和等群众补材料的不算。按事项排，不按人、不按岗位；不到 ${least} 件的不公布。`,
  noKinds: '这段时间还没有够数的事项。',
  others: (n: number) => `另有 ${n} 种办得少一些的，在“数据”里。`,
  matters: (n: number) => `${n} 件`,
  time: (seconds: number, day: number): string => {
    const { n, unit } = readTime(seconds, day)
    return `${n} ${{ minutes: '分钟', hours: '小时', days: '个工作日' }[unit]}`
  },
  limit: ({ amount, unit }: Limit) => `期限 ${amount} ${limitsZh[unit]}`,
  half: '一半不超过',
  slow: (time: string) => `九成不超过 ${time}`,
  given: (time: string) => `竖线是期限，合 ${time}`,
  stepsInTime: (inTime: number, ended: number, share: string) => `按时 ${share}（${inTime}／${ended} 件）`,
  handOvers: (per100: number, time: string) => `每 100 件转交 ${per100} 次，一半在 ${time}内接手`,
  fewHandOvers: (least: number) => `转交过的不到 ${least} 件，不公布`,
  how: '怎么算的',
  howLines: (least: number) => [
    `回答不记名，满 ${least} 个一起公布，打乱先后。看不出是谁答的，也看不出是为哪件事答的。`,
    '深色是 95% 的把握范围（威尔逊区间），浅色是把没有回答的全算差、全算好的范围。',
    '“现在还说不准”不算在解决率里。没有给个人的数，也没有好评率指标。',
    '小单位人少，偶然性大，所以另给一个向全县平均靠拢的数。',
    '每一步的用时从小到大排，取第一半、第九成那一件的（最近秩）；不到 10 件时，九成就是最慢的一件。重办的，两次合在一起算。',
  ],
  told: (told: number, used: number) => `至今收到 ${used} 份回答，已公布 ${told} 份，其余等凑够了一起公布。`,
  refused: (n: number) => `工作人员的设备上代评被拒：${n} 次。`,
  excluded: '不计入的事项（由本单位以外的人批准）',
  reasons: {
    practice: '练习时录入',
    twice: '重复录入',
    notOurs: '不归本县（区）办',
    abuse: '只有辱骂，没有事项',
  } as Readonly<Record<ExclusionReason, string>>,
  none: '没有',
  nothing: '这段时间还没有办结的事项。',
  data: '数据',
  find: '查我的事',
  pressure: '有人教您答、给您东西，请打：',
}

export type MeasuresWords = typeof zh

const en: MeasuresWords = {
  title: 'How matters ended',
  ...punctuation.en,
  lead: 'As those say who hold the receipts: was it really solved, are they satisfied. Whoever did not answer counts as unconfirmed, never as satisfied.',
  period: (period) => period.replace('-', ' '),
  periods: 'Choose a time',
  county: 'The whole county',
  units: 'Offices (as they stand in the tree; this is no ranking)',
  with: (names) => `with units below that have too few answers: ${names.join(', ')}`,
  asked: 'Done or refused',
  inTime: 'in time',
  reopened: 'opened again by citizens',
  answered: 'answered',
  of: (x, n) => `${x} of ${n}`,
  first: 'At the end',
  second: 'A month later',
  called: 'Called by another office',
  solved: 'Really solved',
  satisfied: 'Satisfied (upper three levels)',
  range: (low, high) => `95 % sure between ${low} and ${high}`,
  silent: (low, high) => `if none of the silent were solved ${low}, if all were ${high}`,
  silentSatisfied: (low, high) => `if none of the silent were satisfied ${low}, if all were ${high}`,
  drawn: (share) => `drawn to the county’s mean: ${share}`,
  few: 'under 30 answers: not to be compared',
  difference: (value, low, high) =>
    `what people said by themselves is ${value} above what the calls heard (95 % sure between ${low} and ${high})`,
  hidden: (least) => `under ${least}: not told`,
  visits: 'Those who came say (months with five or more)',
  visitWords: { nobodyThere: 'nobody there', sentAway: 'sent away', breaches: 'came again for a new reason' },
  median: (days) => `half of them within ${days} days`,
  persons: '×',
  kinds: 'How long each step takes',
  kindsLead: (least) =>
    `Working time only, without what the law stops and without waiting for the citizen. By kind of matter, never by person or post; under ${least} is not told.`,
  noKinds: 'No kind of matter has enough in this time yet.',
  others: (n) => `${n} more kinds, with fewer matters, are in the data.`,
  matters: (n) => `${n} matters`,
  time: (seconds, day) => {
    const { n, unit } = readTime(seconds, day)
    return `${n} ${{ minutes: 'min', hours: 'h', days: 'working days' }[unit]}`
  },
  limit: ({ amount, unit }) => `limit ${amount} ${amount === 1 ? limitsEn[unit].slice(0, -1) : limitsEn[unit]}`,
  half: 'half at most',
  slow: (time) => `nine of ten at most ${time}`,
  given: (time) => `the mark is the limit, ${time}`,
  stepsInTime: (inTime, ended, share) => `in time ${share} (${inTime} of ${ended})`,
  handOvers: (per100, time) => `${per100} hand-overs per 100 matters, half taken within ${time}`,
  fewHandOvers: (least) => `handed over: under ${least}, not told`,
  how: 'How this is counted',
  howLines: (least) => [
    `Answers carry no name and are told ${least} at a time, in no order: neither who nor about which matter can be seen.`,
    'Dark: 95 % bounds (Wilson). Light: with all the silent counted as bad, and as good.',
    '“Too early to say” is not in the share solved. There is no figure of a person, and no target.',
    'Small offices vary by chance, so there is one more figure drawn to the county’s mean.',
    'Times of a step are sorted, and the one at half and at nine tenths of the way is told (nearest rank); of fewer than ten that is the longest. A step done again counts once, with both times.',
  ],
  told: (told, used) => `${used} answers so far; ${told} told, the others wait until there are enough.`,
  refused: (n) => `Tries to rate on a device of somebody who works here, refused: ${n}.`,
  excluded: 'Matters left out (approved from outside the office)',
  reasons: {
    practice: 'entered for practice',
    twice: 'entered twice',
    notOurs: 'not this county’s',
    abuse: 'nothing but abuse',
  },
  none: 'none',
  nothing: 'No matter has ended in this time yet.',
  data: 'Data',
  find: 'Where is my matter?',
  pressure: 'Somebody told you what to say, or gave you something? Call',
}

export const measuresWords: Record<Language, MeasuresWords> = { zh, en }
