import { sql } from 'kysely'
import type { Because } from '../../../contract/attendance.ts'
import type { FactBody } from '../../../fact/fact.ts'
import { groupBy } from '../../../kit/grouping.ts'
import { idOfText } from '../../../kit/idOfText.ts'
import { dayOf, type Iso, toIso, toMs } from '../../../kit/time.ts'
import type { Db } from '../../../store/open.ts'
import { type Bursts, burstPolicy, judgeBursts } from '../bursts.ts'

interface Row {
  readonly checkInId: string
  readonly staffId: string
  readonly serial: string
  readonly siteId: string
  readonly at: Iso
  readonly simulated: boolean
}

export interface RaisedBurst {
  readonly body: FactBody<'suspectRaised'>
  readonly simulated: boolean
}

/** Several people known by one terminal within seconds, day after day: one suspect for each terminal and month. */
export async function listBursts(
  db: Db,
  countyId: number,
  { from, before }: { readonly from: Iso; readonly before: Iso },
): Promise<RaisedBurst[]> {
  const { rows } = await sql<Row>`
    select check_in_id as "checkInId", staff_id as "staffId", serial, site_id as "siteId", at, simulated
    from terminal_punch
    where county_id = ${countyId} and staff_id is not null and at >= ${from} and at < ${before}`.execute(db)
  const byMonth = groupBy(rows, ({ serial, at }) => `${serial} ${dayOf(at).slice(0, 7)}`)
  return [...byMonth].flatMap(([key, all]) => {
    const found = judgeBursts(
      all.map(({ at, ...it }) => ({ ...it, at: toMs(at) })),
      burstPolicy,
    )
    return found === null ? [] : [raisedOf(key, found, all)]
  })
}

function raisedOf(key: string, found: Bursts, rows: readonly Row[]): RaisedBurst {
  const members = found.days.flatMap((it) => it.members)
  const ids = new Set(members.map((it) => it.checkInId))
  const { people, withinSeconds, daysAtLeast } = burstPolicy
  const told = members.map(({ checkInId, at }) => ({ attemptId: null, checkInId, at: toIso(at) }))
  return {
    body: {
      suspectId: idOfText(`suspect terminalBurst ${key}`),
      siteId: rows[0]?.siteId ?? '',
      rule: 'terminalBurst',
      members: told,
      from: told[0]?.at ?? '',
      to: told.at(-1)?.at ?? '',
      score: found.days.length,
      limit: daysAtLeast,
      findings: [
        { sign: 'together', value: found.staffIds.length, limit: people, weight: 1 },
        { sign: 'gap', value: withinSeconds, limit: withinSeconds, weight: 1 },
        { sign: 'days', value: found.days.length, limit: daysAtLeast, weight: 1 },
      ],
      because: burstWords(found),
    },
    simulated: rows.some((it) => it.simulated && ids.has(it.checkInId)),
  }
}

function burstWords({ days, staffIds }: Bursts): Because {
  const { people, withinSeconds, daysAtLeast } = burstPolicy
  return {
    rule: {
      zh: `同一台考勤终端 ${withinSeconds} 秒内先后认出 ${people} 个不同的人，而且是同样的人，一个月里有 ${daysAtLeast} 天以上如此：比换一个人站上去还快，可能是一人用多个指纹膜或面具。一起上下班排队的人通常没有这么快。终端不辨真假人。机器只能存疑，由人决定。`,
      en: `One terminal knew ${people} different people within ${withinSeconds} seconds, the same ones, on ${daysAtLeast} days of a month or more: quicker than one person steps up after another, as with films or masks in one hand. People who come together and queue are hardly ever so quick. A terminal knows no live person from a copy. The machine only doubts; a person decides.`,
    },
    used: days.map((it) => ({
      zh: `${it.day}：${it.members.length} 次打卡`,
      en: `${it.day}: ${it.members.length} punches`,
    })),
    ignored: [
      {
        what: {
          zh: `其他打卡（共涉及 ${staffIds.length} 人）`,
          en: `Other punches (${staffIds.length} people concerned)`,
        },
        why: { zh: '间隔正常，或不是同样的人，不计', en: 'Ordinary gaps, or other people each time; do not count' },
      },
    ],
  }
}
