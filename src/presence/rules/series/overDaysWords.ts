import type { Because } from '../../../contract/attendance.ts'
import type { AllAtOnce, OverDaysPolicy, TooQuick } from './overDays.ts'

/** Why all of a site at once, day after day, is suspect: for a layman. */
export function allAtOnceWords({ days, of }: AllAtOnce, policy: OverDaysPolicy): Because {
  const { paceBelow: pace, daysAtLeast } = policy
  return {
    rule: {
      zh: `同一站点几乎所有人接连签到，平均相隔不到 ${pace} 秒（一次签到本身约需 4 秒），并且有 ${daysAtLeast} 天以上如此。机器只能存疑，由人决定。`,
      en: `Nearly everybody of one site checked in one after the other with less than ${pace} seconds between them (one check-in takes about 4), on ${daysAtLeast} days or more. The machine only doubts; a person decides.`,
    },
    used: days.map((it) => ({
      zh: `${it.day}：${it.members.length} 人，平均相隔 ${tenths(it.pace)} 秒`,
      en: `${it.day}: ${it.members.length} people, ${tenths(it.pace)} seconds apart in the mean`,
    })),
    ignored: [
      {
        what: { zh: `其余 ${of - days.length} 天`, en: `The other ${of - days.length} days` },
        why: { zh: '间隔正常或人数过少，不计', en: 'Ordinary gaps, or too few people; do not count' },
      },
    ],
  }
}

/** Why two sites within minutes are suspect. */
export function twoSitesWords({ seconds }: TooQuick, { changeMinutes }: OverDaysPolicy): Because {
  return {
    rule: {
      zh: `同一人在不同地址的两个站点签到，相隔不到 ${changeMinutes} 分钟。机器只能存疑，由人决定。`,
      en: `One person checked in at two sites at different addresses with less than ${changeMinutes} minutes between. The machine only doubts; a person decides.`,
    },
    used: [
      {
        zh: `计入时间的不确定后，两次最多相隔 ${Math.round(seconds)} 秒`,
        en: `With all that is uncertain about the times, at most ${Math.round(seconds)} seconds lie between`,
      },
    ],
    ignored: [
      {
        what: { zh: '两站点之间的距离', en: 'How far the sites are from each other' },
        why: { zh: '系统不记录位置，按最短换点时间计', en: 'No places are kept; the least time for a change counts' },
      },
    ],
  }
}

const tenths = (value: number): number => Math.round(value * 10) / 10
