import type { RoomWords } from './room.ts'

/** Public problems from outside, and the keys of the programs they come through. */
export const problemsAudit = {
  kinds: {
    open311KeyMade: ['发出外部程序密钥', 'Key of another program made'],
    open311KeyRevoked: ['停用外部程序密钥', 'Key of another program revoked'],
    problemReleased: ['公开公共问题的说明', 'Words of a public problem released'],
    problemHidden: ['不公开公共问题的说明', 'Words of a public problem kept hidden'],
  },
  fields: {
    keyId: ['密钥', 'key'],
    'open311KeyMade.holder': ['给哪个程序', 'for which program'],
    keySha256: ['密钥摘要', 'digest of the key'],
  },
  values: {},
} as const satisfies RoomWords
