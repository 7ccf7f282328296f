import type { LogView } from '../../contract/routes/log.ts'
import * as routes from '../../contract/routes/log.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { LogDesk } from '../../ledger/log.ts'
import { listAlarms, listSaid } from '../../ledger/witness/said.ts'
import { findCounty } from '../../people/store/tree.ts'
import { formatFeed } from './feed.ts'
import { judgeLog } from './standing.ts'
import { findCheckpointNote, listCheckpoints, listFormer } from './store.ts'

export interface LogNeeds {
  readonly log: LogDesk
  readonly page: (view: LogView, language: Ask['language']) => string
  /** The address people reach us at. */
  readonly publicUrl: (ask: Ask) => string
}

const shownCheckpoints = 10
const fedCheckpoints = 50
const listedCheckpoints = 100
const shownAlarms = 20

/** What the public reads of the log, beside its files. */
export function logAnswers({ log, page, publicUrl }: LogNeeds): Answer[] {
  const urlOf = (ask: Ask): string => `${publicUrl(ask)}/log`
  const read = (ask: Ask): Promise<LogView> => readLog(ask, log, urlOf(ask))
  return [
    answer(routes.showLog, async (_, ask) => {
      void ask.reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
      return page(await read(ask), ask.language)
    }),
    answer(routes.readLog, (_, ask) => read(ask)),
    answer(routes.listCheckpoints, async ({ query: { before } }, ask) => {
      const some = { atMost: listedCheckpoints, ...(before !== undefined && { before: Number(before) }) }
      const kept = await listCheckpoints(ask.db, ask.countyId, originOf(log), some)
      return plain(ask, kept.map(({ note }) => note).join('\n'))
    }),
    answer(routes.showCheckpoint, async ({ params }, ask) => {
      const note = await findCheckpointNote(ask.db, ask.countyId, originOf(log), Number(params.size))
      return plain(ask, note ?? refuse('notFound'))
    }),
    answer(routes.feedCheckpoints, async (_, ask) => {
      const { countyName } = await countyOf(ask)
      const checkpoints = await listCheckpoints(ask.db, ask.countyId, originOf(log), { atMost: fedCheckpoints })
      const origin = originOf(log)
      return plain(
        ask,
        formatFeed({ countyName, origin, url: urlOf(ask), checkpoints, now: ask.now }),
        'application/atom+xml',
      )
    }),
  ]
}

const originOf = (log: LogDesk): string => log.find()?.origin ?? ''

/** Whoever compares checkpoints does so from pages of his own. */
function plain({ reply }: Ask, text: string, type = 'text/plain'): string {
  void reply
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-cache')
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
  return text
}

async function countyOf({ db }: Ask) {
  const county = (await findCounty(db)) ?? refuse('notSetUp')
  return { countyName: county.name, demo: county.demo, complaints: county.complaints }
}

async function readLog(ask: Ask, desk: LogDesk, url: string): Promise<LogView> {
  const { db, countyId, now } = ask
  const county = await countyOf(ask)
  const log = desk.find()
  const standing = judgeLog({
    note: log?.checkpoint() ?? '',
    policy: log?.policy() ?? 'quorum none\n',
    said: await listSaid(db, countyId),
    alarms: await listAlarms(db, countyId, shownAlarms),
    recent: await listCheckpoints(db, countyId, originOf(desk), { atMost: shownCheckpoints }),
    now,
  })
  return { ...county, url, origin: log?.origin ?? null, ...standing, former: await listFormer(db, countyId), asOf: now }
}
