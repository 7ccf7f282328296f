import type { RoomWords } from './room.ts'

/** What people decide on findings of visits. */
export const visitsAudit = {
  kinds: {
    visitFindingDecided: ['来访发现的认定', 'Finding of a visit decided'],
    queueKept: ['窗口取号的设置', 'Queue of a site kept'],
  },
  fields: {
    'queueKept.open': ['取号', 'gives numbers'],
    'queueKept.counters': ['窗口', 'counters'],
    'visitFindingDecided.wordId': ['群众的话（记录）', 'what was said (record)'],
    'visitFindingDecided.finding': ['发现', 'finding'],
    'visitFindingDecided.decision': ['认定', 'decision'],
    'visitFindingDecided.words': ['说明', 'explanation'],
  },
  values: {
    'visitFindingDecided.finding': {
      empty: ['公示有人、到场无人', 'the board said somebody, nobody was there'],
      breach: ['未一次性告知', 'not told at once'],
    },
    'visitFindingDecided.decision': {
      upheld: ['属实', 'upheld'],
      explained: ['有正当原因', 'explained'],
      mistaken: ['不属实', 'mistaken'],
    },
  },
} as const satisfies RoomWords
