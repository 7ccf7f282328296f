import type { CountName } from '../../src/contract/routes/counts.ts'
import type { Language } from '../shared/language.ts'

/** Of one count: its name, what it counts, and what it does not mean. */
interface CountWords {
  readonly name: string
  readonly counts: string
  readonly not: string
}

const zhCounts: Record<CountName, CountWords> = {
  changedAfter: {
    name: '事后更改',
    counts: '日子过了以后才改考勤的次数：批准补记、申诉或补假，取消过去的班次，由人认定某个半天。',
    not: '不等于造假：忘记签到、机器坏了、开会在外都会事后更改。很多就该问一问为什么。',
  },
  writtenLate: {
    name: '补录',
    counts: '隔天或更晚才写进来的班次、外出和抽查结果。',
    not: '不等于没有做：可能先记在纸上。当天写的才最可信。',
  },
  arrivedLate: {
    name: '离线补传',
    counts: '站点机联系不上中心时签到、一小时后才传来的次数，不论用哪种方式签到。',
    not: '不算任何人迟到或缺勤；多半是断网。',
  },
  deleted: {
    name: '销毁',
    counts: '内容被销毁的记录数。每销毁一条都留下一张证明。',
    not: '不等于掩盖：法律要求到期或按本人要求删除。记录的位置和证明删不掉。',
  },
  pastRule: {
    name: '改过去的规则',
    counts: '对已经过去的日子改上下班规则、节假日或排班安排的次数。',
    not: '不等于改了已打印的月表：打印过的保持原样。',
  },
  monthRevised: {
    name: '月表重印',
    counts: '已经定稿的月考勤表又印一次的次数。',
    not: '旧的一份还在，可以对照。',
  },
  doneAlone: {
    name: '一人办理',
    counts: '本该两个人办、只有一个人办了的事。',
    not: '不等于违规：当时可能没有第二个人。应当很少。',
  },
  silentHours: {
    name: '站点机失联（小时）',
    counts: '对外办公时间里，中心听不到站点机的小时数。',
    not: '不等于没人上班：可能停电、断网。失联时签到会留在机器里，之后补传。',
  },
}

const zh = {
  title: '改动与失联公示',
  lead: '这些数字由记录自动算出，没有人填写，谁都可以看。数字大不一定是坏事，请看每一项的说明。',
  until: (day: string) => `截至 ${day}`,
  month: (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
  shortMonth: (month: string) => `${Number(month.slice(5))}月`,
  months: '看哪个月',
  all: '全县',
  counts: '数的是什么：',
  not: '怎么看：',
  units: (month: string) => `${month}，各单位`,
  rest: (n: number) => `其余 ${n} 个单位：0`,
  none: '所有单位：0',
  with: (names: readonly string[]) =>
    names.length > 3 ? `含${names.slice(0, 3).join('、')}等 ${names.length} 个小单位` : `含${names.join('、')}`,
  tooFew: (n: number) => `不足 ${n} 人，不公布`,
  small: (n: number) => `不足 ${n} 人的单位与上级单位合在一起算，这样看不出说的是谁。怎样签到从不公布。`,
  alarmsTitle: '编号核对',
  noAlarm: '近一年没有发现编号缺失或重复。',
  alarms: {
    gap: '站点机的记录编号中间缺了一个',
    double: '站点机的同一个编号说了两种内容',
    missing: '站点机报的记录数比中心现有的多',
  },
  settled: '后来已补齐',
  open: '还没有补齐',
  never: '两份都保留着，等待查明',
  devices: (stated: number, whole: number) =>
    stated === 0
      ? '站点机每月报一次自己记了多少条，还没到第一次。'
      : `${stated} 台站点机报了数，${whole} 台与中心相符。`,
  data: '给程序看的数据（JSON）',
  back: '返回各站点值班',
  link: '改动与失联公示',
  linkHow: '事后改了多少、销毁了多少、机器失联多久，谁都可以看',
  byCount: zhCounts,
}

/** The words of the public counts. */
export type CountsWords = typeof zh

const enCounts: Record<CountName, CountWords> = {
  changedAfter: {
    name: 'Changed afterwards',
    counts:
      'How often attendance was changed when the day was over: a correction, appeal or leave approved, a past duty cancelled, a half-day decided by a person.',
    not: 'Not the same as faking: people forget, machines fail, meetings are elsewhere. Many are a reason to ask.',
  },
  writtenLate: {
    name: 'Written late',
    counts: 'Duties, outings and results of spot checks that were entered on a later day than they happened.',
    not: 'It may have been noted on paper first. What is written the same day is the most trustworthy.',
  },
  arrivedLate: {
    name: 'Arrived late',
    counts:
      'Check-ins, of whatever way, made while a station could not reach the center and received an hour later or more.',
    not: 'Nobody was late or absent because of it; mostly the line was down.',
  },
  deleted: {
    name: 'Destroyed',
    counts: 'Records whose content was destroyed. Each leaves a certificate.',
    not: 'Not the same as hiding: the law demands deletion in time or when the person asks. Place and certificate stay.',
  },
  pastRule: {
    name: 'Rules changed for the past',
    counts: 'How often working hours, holidays or patterns of work were changed for days already over.',
    not: 'Month sheets already printed stay as they are.',
  },
  monthRevised: {
    name: 'Month sheets printed again',
    counts: 'How often a month sheet already final was printed once more.',
    not: 'The older one is still there to compare.',
  },
  doneAlone: {
    name: 'Done by one alone',
    counts: 'What needs two people and was done by one.',
    not: 'Not forbidden: there may have been nobody else. It should be rare.',
  },
  silentHours: {
    name: 'Stations silent (hours)',
    counts: 'Hours within the public opening times in which the center heard nothing of a station.',
    not: 'Not the same as nobody at work: power or network may have failed. Check-ins wait in the machine.',
  },
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const nameOf = (month: string): string => monthNames[Number(month.slice(5)) - 1] ?? month

const en: CountsWords = {
  title: 'Changes and silences, in public',
  lead: 'These numbers are made from the records; nobody fills them in and everybody may look. A large one is not always bad: read what it means.',
  until: (day) => `Up to ${day}`,
  month: (month) => `${nameOf(month)} ${month.slice(0, 4)}`,
  shortMonth: nameOf,
  months: 'Which month',
  all: 'Whole county',
  counts: 'Counts: ',
  not: 'How to read it: ',
  units: (month) => `${month}, by unit`,
  rest: (n) => (n === 1 ? 'One other unit: 0' : `${n} other units: 0`),
  none: 'All units: 0',
  with: (names) =>
    names.length > 3 ? `with ${names.slice(0, 3).join(', ')} and others (${names.length})` : `with ${names.join(', ')}`,
  tooFew: (n) => `Fewer than ${n} people: not told`,
  small: (n) =>
    `Units of fewer than ${n} people are counted together with the unit above, so that nobody can be made out. How people check in is never published.`,
  alarmsTitle: 'Numbers compared',
  noAlarm: 'No missing or doubled number was found in the last year.',
  alarms: {
    gap: 'a record number of the station is missing in between',
    double: 'one record number of the station says two things',
    missing: 'the station stated more records than the center has',
  },
  settled: 'arrived since',
  open: 'still missing',
  never: 'both are kept until it is cleared up',
  devices: (stated, whole) =>
    stated === 0
      ? 'Once a month each station states how many records it made; the first time is still to come.'
      : `${stated} stations stated their number, ${whole} agree with the center.`,
  data: 'The same for programs (JSON)',
  back: 'Back to duty at all sites',
  link: 'Changes and silences, in public',
  linkHow: 'What was changed or destroyed afterwards and how long machines were silent: for everybody to see',
  byCount: enCounts,
}

export const countsWords: Record<Language, CountsWords> = { zh, en }
