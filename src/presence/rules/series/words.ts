import type { Because, Words } from '../../../contract/attendance.ts'
import type { SuspectFinding } from '../../../contract/suspects.ts'
import { plain, type SignRead } from './link.ts'
import { type SeriesPolicy, type SeriesSign, seriesSigns } from './policy.ts'
import { facesIn, pointsOfSign, type Series } from './series.ts'
import { neededAt, pointsOf, type Usual } from './usual.ts'

/** What was measured in a series, sign by sign: the weakest of its links, from where on it counts here, and its points. */
export function findingsOf({ links }: Series, usual: Usual, policy: SeriesPolicy): SuspectFinding[] {
  return seriesSigns.map((sign) => ({
    sign,
    value: weakestOf(
      sign,
      links.map(({ signs }) => signs[sign]),
    ),
    limit: round(neutralOf(sign, usual, policy), 100),
    weight: round(pointsOfSign(links, sign, policy), 10),
  }))
}

/** Why a series is suspect, for a layman: the rule, what was used for and against, what was left aside and why. */
export function becauseOf(series: Series, usual: Usual, policy: SeriesPolicy): Because {
  const findings = findingsOf(series, usual, policy)
  const counts = ({ sign, weight }: SuspectFinding): boolean =>
    weight <= -leastUsed || (weight >= leastUsed && !isUsual(sign as SeriesSign, usual, policy))
  const used = findings.filter(counts)
  const ignored = findings.filter((it) => !counts(it))
  return {
    rule: ruleOf(series, usual, policy),
    used: [...used.map(sayUsed), ...sayBetween(series, policy)],
    ignored: ignored.map(({ sign, value }) => ({
      what: names[sign as SeriesSign],
      why: value === null ? unread : isUsual(sign as SeriesSign, usual, policy) ? everybody : neither,
    })),
  }
}

/** Points below which a sign as good as does not count. */
const leastUsed = 0.3

function ruleOf(series: Series, usual: Usual, policy: SeriesPolicy): Words {
  const [faces, minutes] = [facesIn(series.members, policy), policy.windowMs / 60_000]
  const [points, needed, known] = [round(series.points, 10), round(neededAt(usual, policy), 10), usual.gap.length]
  return {
    zh: `同一签到屏前 ${minutes} 分钟内先后出现 ${faces} 张不同的脸，却像是同一个人。每一项都与这块屏前平时前后两人（已知 ${known} 对）相比：平时越少见，得分越多，每多 1 分，可能性约翻一番；人人如此的不得分。合计 ${points} 分，达到 ${needed} 分才存疑，任何一项单独都不够。机器只能存疑，由人决定。`,
    en: `Within ${minutes} minutes ${faces} different faces came to one kiosk that look like one person. Each sign is compared with people one behind the other at this kiosk at other times (${known} pairs known): the rarer, the more points, and each point about doubles how likely it is; what everybody shows gives none. Together ${points} points; from ${needed} on it is suspect, and no sign is enough by itself. The machine only doubts; a person decides.`,
  }
}

function sayUsed({ sign, value, limit, weight }: SuspectFinding): Words {
  const name = names[sign as SeriesSign]
  const [zh, en] = isMoreAlike(sign as SeriesSign) ? ['高于', 'above'] : ['低于', 'below']
  return {
    zh: `${name.zh}：最弱一处 ${show(value)}，${zh} ${limit} 才像同一人；${weight > 0 ? '计' : '不像，计'} ${weight} 分`,
    en: `${name.en}: the weakest ${show(value)}, speaks for one person ${en} ${limit}; ${weight > 0 ? 'counts' : 'speaks against it and counts'} ${weight}`,
  }
}

function sayBetween({ between }: Series, { betweenCosts }: SeriesPolicy): Words[] {
  if (between === 0) return []
  const cost = between * betweenCosts
  return [
    {
      zh: `中间隔着别人的 ${between} 次尝试：减 ${cost} 分`,
      en: `${between} attempts of others lie between: ${cost} less`,
    },
  ]
}

const names: Readonly<Record<SeriesSign, Words>> = {
  gap: { zh: '两次之间的间隔（秒）', en: 'Seconds between one and the next' },
  body: { zh: '下巴以下衣着颜色的相似度', en: 'Likeness of the clothes below the chin' },
  place: {
    zh: '脸的位置、大小和姿态之差（一个人站着时的晃动为 1）',
    en: 'Difference in place, size and tilt of the face (1: the sway of one standing person)',
  },
  manner: {
    zh: '做动作的快慢和幅度之差（同一人两次之差为 1）',
    en: 'Difference in pace and reach of movements (1: what one person differs from himself)',
  },
  light: {
    zh: '屏幕左右光下鼻侧的起伏（平纸约 0，真脸约 0.12，做得好的面具也可如此）',
    en: 'Relief of the nose in the light of the screen (flat paper 0, a face about 0.12, a well-made mask too)',
  },
  alive: {
    zh: '各项活体迹象合起来（真人约 0，低于 −1.2 为不足）',
    en: 'All signs of life together (a person about 0, too weak below −1.2)',
  },
  solidity: { zh: '转头时显出的立体程度（真人头约 1）', en: 'Depth shown in turns (a head about 1)' },
  edge: { zh: '脸旁的直边（如纸边，最高 1）', en: 'A straight edge beside the face (of paper, say; 1 at most)' },
}

const unread: Words = { zh: '没有测到，不计', en: 'Could not be measured; does not count' }
const everybody: Words = {
  zh: '这块屏前平时人人如此，几乎不计',
  en: 'Is so for everybody at this kiosk; counts for next to nothing',
}
const neither: Words = {
  zh: '两种可能差不多，几乎不计',
  en: 'Speaks neither for nor against; counts for next to nothing',
}

const isMoreAlike = (sign: SeriesSign): boolean => sign === 'body' || sign === 'edge'
const show = (value: number | null): string => (value === null ? '—' : String(round(value, 1000)))
const round = (value: number, parts: number): number => Math.round(value * parts) / parts

/** The one that speaks least for a series; what was not measured in any link is null. */
function weakestOf(sign: SeriesSign, reads: readonly SignRead[]): number | null {
  const values = reads.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length === 0) return null
  return round(isMoreAlike(sign) ? Math.min(...values) : Math.max(...values), 10_000)
}

/** Even the most alike would hardly count here. */
const isUsual = (sign: SeriesSign, usual: Usual, policy: SeriesPolicy): boolean =>
  pointsOf(sign, policy.signs[sign].one.middle, usual, policy) < leastUsed

/** Where a reading speaks for one person no more than against, in plain units. */
function neutralOf(sign: SeriesSign, usual: Usual, policy: SeriesPolicy): number {
  const { one } = policy.signs[sign]
  let at = one.middle
  for (let step = 0; step < 200 && pointsOf(sign, at, usual, policy) > 0; step += 1) at += one.width / 8
  return plain(sign, at)
}
