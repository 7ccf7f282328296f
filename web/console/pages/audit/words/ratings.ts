import type { RoomWords } from './room.ts'

const matter = ['事项', 'matter'] as const
const callBack = ['回访', 'call-back'] as const
const round = ['第几次问', 'time of asking'] as const
const period = ['季度', 'quarter'] as const

/** What citizens say about how their matters ended, and who calls them back. */
export const ratingsAudit = {
  kinds: {
    ratingRightUsed: ['一份评价权已用', 'A right to rate was used'],
    ratingRefused: ['工作人员代评被拒', 'Somebody who works here tried to rate'],
    ratingsReleased: ['一批评价公布', 'Ratings told together'],
    exclusionAsked: ['申请剔除事项', 'Asked to leave out a matter'],
    exclusionDecided: ['审批剔除', 'Leaving out decided'],
    callBackAnnounced: ['公告回访', 'Call-back announced'],
    callBackDrawn: ['抽取回访', 'Call-back drawn'],
    callBackCalled: ['回访电话', 'Call made'],
  },
  fields: {
    'ratingRightUsed.mark': ['不可对应的标记', 'mark that names nothing'],
    'ratingRightUsed.round': round,
    'ratingRefused.round': round,
    'ratingsReleased.round': round,
    'ratingsReleased.withUnits': ['并入的下属单位', 'with units below'],
    'ratingsReleased.period': period,
    'ratingsReleased.source': ['来源', 'source'],
    'exclusionAsked.matterId': matter,
    'exclusionAsked.because': ['理由类别', 'class of reason'],
    'exclusionDecided.matterId': matter,
    'exclusionDecided.granted': ['同意', 'granted'],
    'callBackAnnounced.callBackId': callBack,
    'callBackAnnounced.callerUnitId': ['回访单位', 'calling unit'],
    'callBackAnnounced.period': period,
    'callBackAnnounced.size': ['抽取数', 'how many'],
    'callBackAnnounced.population': ['可抽的事项', 'may be drawn'],
    'callBackDrawn.callBackId': callBack,
    'callBackDrawn.beacon': ['检查点根', 'root of the checkpoint'],
    'callBackDrawn.logSize': ['检查点大小', 'size of the checkpoint'],
    'callBackDrawn.matterIds': ['抽中的事项', 'drawn'],
    'callBackCalled.callBackId': callBack,
    'callBackCalled.matterId': matter,
    'callBackCalled.attempt': ['第几次打', 'attempt'],
    'callBackCalled.outcome': ['结果', 'how it ended'],
  },
  values: {
    'exclusionAsked.because': {
      practice: ['练习时录入', 'entered for practice'],
      twice: ['重复录入', 'entered twice'],
      notOurs: ['不归本县（区）办', 'not this county’s'],
      abuse: ['只有辱骂', 'nothing but abuse'],
    },
    'exclusionDecided.granted': { true: ['同意', 'yes'], false: ['不同意', 'no'] },
    'ratingsReleased.source': { self: ['群众自己', 'citizens themselves'], callBack: ['电话回访', 'calls'] },
    'callBackCalled.outcome': {
      answered: ['接通并回答', 'answered'],
      declined: ['不愿回答', 'declined'],
      notReached: ['没有接通', 'not reached'],
      wrongNumber: ['号码不对', 'wrong number'],
    },
  },
} as const satisfies RoomWords
