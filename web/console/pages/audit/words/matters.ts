import type { RoomWords } from './room.ts'

/** Citizens' visits and matters. */
export const mattersAudit = {
  kinds: {
    visitSaid: ['群众说有人接待', 'A villager says: served'],
  },
  fields: {},
  values: {
    'visitSaid.outcome': { served: ['有人接待', 'served'] },
  },
} as const satisfies RoomWords
