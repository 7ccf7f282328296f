import type { RoomWords } from './room.ts'

/** What people decided about doubts, and spot checks. */
export const suspectsAudit = {
  kinds: {
    suspectDecided: ['存疑认定', 'Suspect decided'],
    suspectAppealDecided: ['存疑申诉决定', 'Appeal on a suspect decided'],
    spotCheckAnnounced: ['公布抽查名单', 'Spot check announced'],
    spotCheckDrawn: ['抽签', 'Spot check drawn'],
    spotCheckRecorded: ['记录抽查结果', 'Spot check recorded'],
  },
  fields: {
    suspectId: ['存疑', 'suspect'],
    outcome: ['结果', 'outcome'],
    spotCheckId: ['抽查', 'spot check'],
    confidence: ['把握', 'confidence'],
    rate: ['假签到比例', 'share of false check-ins'],
    size: ['抽几人', 'people drawn'],
    'spotCheckAnnounced.staffIds': ['抽查名单', 'may be drawn'],
    'spotCheckDrawn.staffIds': ['抽中', 'drawn'],
    beaconSource: ['随机数来源', 'source of the number'],
    beaconAt: ['随机数公布不早于', 'number published not before'],
    beacon: ['随机数', 'number drawn by'],
    publishedAt: ['随机数公布于', 'number published'],
    found: ['结果', 'found'],
    foundAt: ['查看时间', 'looked at'],
    onPaper: ['先记在纸上', 'on paper first'],
  },
  values: {
    'suspectDecided.decision': {
      confirmed: ['认定作弊', 'confirmed'],
      innocent: ['排除', 'innocent'],
      cannotTell: ['无法判断', 'cannot tell'],
    },
    outcome: { stands: ['维持', 'stands'], lifted: ['撤销', 'lifted'] },
    found: {
      present: ['在岗', 'present'],
      absent: ['不在', 'not there'],
      otherPerson: ['是别人', 'somebody else'],
      excused: ['有事由不在', 'away with cause'],
      notVisited: ['没有查到', 'not looked at'],
    },
  },
} as const satisfies RoomWords
