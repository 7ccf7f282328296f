import type { Because, Words } from '../../../contract/attendance.ts'
import type { SuspectFinding } from '../../../contract/suspects.ts'
import { type Link, type SeriesSign, type SignRead, seriesSigns } from './link.ts'
import type { SeriesPolicy } from './policy.ts'
import { facesIn, type Series } from './series.ts'

/** What was measured in a series, sign by sign: the weakest of its links, and what it weighed in all of them. */
export function findingsOf({ links }: Series, policy: SeriesPolicy): SuspectFinding[] {
  return seriesSigns.map((sign) => {
    const reads = links.map(({ signs }) => signs[sign])
    return {
      sign,
      value: weakestOf(sign, reads),
      limit: limitsOf(policy)[sign],
      weight: reads.reduce((sum, { weight }) => sum + weight, 0),
    }
  })
}

/** Why a series is suspect, for a layman: the rule, what was used, and what was left aside. */
export function becauseOf(series: Series, policy: SeriesPolicy): Because {
  const findings = findingsOf(series, policy)
  const used = findings.filter(({ weight }) => weight > 0)
  const ignored = findings.filter(({ weight }) => weight === 0)
  return {
    rule: ruleOf(series, policy),
    used: used.map((it) => sayUsed(it, series.links)),
    ignored: ignored.map((it) => ({ what: names[it.sign as SeriesSign], why: it.value === null ? unread : held })),
  }
}

function ruleOf(series: Series, policy: SeriesPolicy): Words {
  const faces = facesIn(series.members, policy)
  const minutes = policy.windowMs / 60_000
  const { linkAtLeast: link, beyondAtLeast: beyond } = policy
  return {
    zh: `同一站点 ${minutes} 分钟内先后出现 ${faces} 张不同的脸，却像是同一个人：相邻两次每次至少 ${link} 分（排队、衣着相同的同事也会有），合计还须多出 ${beyond} 分，此处多出 ${series.beyond} 分。机器只能存疑，由人决定。`,
    en: `Within ${minutes} minutes ${faces} different faces came to one station that look like one person: each neighbouring pair weighs at least ${link} (colleagues in a queue in the same clothes have that, too), and all together ${beyond} more; here ${series.beyond} more. The machine only doubts; a person decides.`,
  }
}

const sayUsed = ({ sign, value, limit, weight }: SuspectFinding, links: readonly Link[]): Words => {
  const name = names[sign as SeriesSign]
  const times = links.filter(({ signs }) => signs[sign as SeriesSign].holds).length
  const [zh, en] = compare(sign as SeriesSign, limit)
  return {
    zh: `${name.zh}：${times}/${links.length} 处符合（${zh}；最弱一处 ${show(value)}），计 ${weight} 分`,
    en: `${name.en}: holds in ${times} of ${links.length} (${en}; the weakest ${show(value)}), weighs ${weight}`,
  }
}

const names: Readonly<Record<SeriesSign, Words>> = {
  gap: { zh: '两次之间的间隔（秒）', en: 'Seconds between one and the next' },
  body: { zh: '下巴以下衣着颜色的相似度', en: 'Likeness of the clothes below the chin' },
  place: { zh: '脸的位置、大小和姿态之差', en: 'Difference in place, size and tilt of the face' },
  edge: { zh: '脸旁的直边（如纸边）', en: 'A straight edge beside the face (of paper, say)' },
  light: {
    zh: '屏幕左右光下鼻侧的起伏（平纸约 0，真脸约 0.15）',
    en: 'Relief of the nose in the light of the screen (flat paper 0, a face about 0.15)',
  },
}

const unread: Words = { zh: '没有测到，不计', en: 'Could not be measured; does not count' }
const held: Words = { zh: '没有达到界限，不计', en: 'Did not reach the limit; does not count' }

const compare = (sign: SeriesSign, limit: number): [string, string] =>
  sign === 'body' || sign === 'edge' ? [`不低于 ${limit}`, `at least ${limit}`] : [`低于 ${limit}`, `below ${limit}`]

const show = (value: number | null): string => (value === null ? '—' : String(Math.round(value * 1000) / 1000))

/** The one that speaks least for a series; what was not measured in any link is null. */
function weakestOf(sign: SeriesSign, reads: readonly SignRead[]): number | null {
  const values = reads.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length === 0) return null
  const weakest = sign === 'body' || sign === 'edge' ? Math.min(...values) : Math.max(...values)
  return Math.round(weakest * 10_000) / 10_000
}

const limitsOf = (policy: SeriesPolicy): Readonly<Record<SeriesSign, number>> => ({
  gap: policy.gapBelowMs / 1000,
  body: policy.bodyAtLeast,
  place: policy.placeBelow,
  edge: policy.edgeAtLeast,
  light: policy.lightBelow,
})
