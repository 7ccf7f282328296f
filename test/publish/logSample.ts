import type { LogView } from '../../src/contract/routes/log.ts'
import { formatVkey, keyTypes } from '../../src/kit/tlog/note.ts'
import { newKeys, paperLog, pemOf } from '../ledger/paperLog.ts'

const keys = newKeys('kq.330881/log1')
const log = paperLog(keys)
const vkeyOf = (name: string) => formatVkey(newKeys(name, keyTypes.cosignature).key)
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 2, minute)).toISOString()
const root = (size: number) => log.note(size).split('\n')[2] ?? ''

const names = ['市纪委监委', '市审计局', '邻县人大'] as const
const witnesses = names.map((name, i) => ({ name, vkey: vkeyOf(`w${i}.example`) }))

/** Two of three witnesses confirmed; the third is away. */
export const logSample: LogView = {
  countyName: '试验县',
  demo: false,
  complaints: { name: '县纪委监委', phone: '12388' },
  url: 'https://zaigang.example.gov.cn/log',
  verdict: 'confirmed',
  origin: keys.key.name,
  newest: { size: 320, root: root(320), publishedAt: at(20), cosigned: 2, lastSeenAlive: at(30) },
  witnesses: witnesses.map((one, i) => ({
    ...one,
    cosignedAt: i < 2 ? at(30) : null,
    said: i < 2 ? 'cosigned' : 'silent',
    since: at(i),
  })),
  alarms: [],
  former: [],
  policy: [
    `log ${formatVkey(keys.key)} https://zaigang.example.gov.cn/log`,
    ...witnesses.map(({ name, vkey }) => `witness ${name} ${vkey}`),
    `group 三取二 2 ${names.join(' ')}`,
    'quorum 三取二',
    '',
  ].join('\n'),
  keys: [{ vkey: formatVkey(keys.key), pem: pemOf(keys.key) }],
  recent: Array.from({ length: 20 }, (_, i) => ({
    size: 320 - 10 * i,
    root: root(320 - 10 * i),
    publishedAt: at(20 - i),
    cosigned: i % 4,
  })),
  asOf: at(31),
}
