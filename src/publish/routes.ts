import QRCode from 'qrcode'
import type { BoardView } from '../contract/routes/board.ts'
import * as routes from '../contract/routes/board.ts'
import type { CountsView } from '../contract/routes/counts.ts'
import { readCounts, showCounts } from '../contract/routes/counts.ts'
import { type Answer, type Ask, answer } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { dayOf, instantAt, toMs, weekdayOf } from '../kit/time.ts'
import type { LogDesk } from '../ledger/log.ts'
import { findQueueNow } from '../matter/queue/store.ts'
import { findCounty, listSites, listUnits } from '../people/store/tree.ts'
import { boardOf, isOpen } from './board.ts'
import { findCounts } from './counts/store.ts'
import { fingerprintOfLog } from './receipt/answers.ts'
import { findBoardInput, findUnwitnessed } from './store.ts'

type Language = Ask['language']

/** How boards are drawn; the pages live on the other side of the house and come by argument. */
export interface Pages {
  board(view: BoardView, language: Language): string
  boards(list: BoardList, language: Language): string
  poster(view: BoardView, code: PosterCode, language: Language): string
  /** `month` is the one whose units are shown; the last where it is none of the view's. */
  counts(view: CountsView, month: string | undefined, language: Language): string
}

/** What a poster carries besides names: its own code, and how to check the county's log without us. */
export interface PosterCode {
  readonly qrSvg: string
  readonly url: string
  readonly verifyUrl: string
  /** Of the log's keys; empty before the log begins. */
  readonly fingerprint: string
}

export interface BoardList {
  readonly countyName: string
  readonly demo: boolean
  readonly complaints: { readonly name: string; readonly phone: string }
  readonly sites: readonly { siteId: string; siteName: string; unitName: string; open: boolean; dutyPhone: string }[]
}

export interface PublishNeeds {
  readonly pages: Pages
  /** The address people reach us at, for codes on paper. */
  readonly publicUrl: (ask: Ask) => string
  readonly log: LogDesk
}

/** The duty boards and the public counts: public, without script, never with a check-in time. */
export function publishAnswers({ pages, publicUrl, log }: PublishNeeds): Answer[] {
  const readAllCounts = rememberCounts()
  return [
    answer(routes.showBoard, async ({ params }, ask) =>
      html(ask, pages.board(await readView(ask, params.siteId), ask.language)),
    ),
    answer(routes.readBoard, ({ params }, ask) => readView(ask, params.siteId)),
    answer(routes.listBoards, async (_, ask) => html(ask, pages.boards(await readList(ask), ask.language))),
    answer(routes.showPoster, async ({ params }, ask) => {
      const view = await readView(ask, params.siteId)
      const url = `${publicUrl(ask)}/board/${params.siteId}`
      const qrSvg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
      const check = { verifyUrl: `${publicUrl(ask)}/verify`, fingerprint: fingerprintOfLog(log.find()) }
      return html(ask, pages.poster(view, { qrSvg, url, ...check }, ask.language))
    }),
    answer(showCounts, async ({ query }, ask) =>
      html(ask, pages.counts(await readAllCounts(ask), query.month, ask.language)),
    ),
    answer(readCounts, (_, ask) => readAllCounts(ask)),
    answer(routes.sayServed, async ({ params, body }, ask) => {
      const { siteId, demo } = await readView(ask, params.siteId)
      await keepWitness(ask, siteId)
      const about = { siteId, simulated: demo, by: { kind: 'public' } } as const
      const said = await ask.record('visitSaid', { siteId, outcome: 'served' }, about)
      // The page with the receipt is another one, so that loading it again says nothing twice.
      void ask.reply.code(303).header('location', `/receipt/${said.id}?said=1&lang=${body.lang ?? ask.language}`)
      return html(ask, '')
    }),
  ]
}

function html({ reply }: Ask, page: string): string {
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
  return page
}

const countsLiveMs = 60_000

/** They end with yesterday, so a minute changes nothing but alarms; asked by many, they are made once. */
function rememberCounts(): (ask: Ask) => Promise<CountsView> {
  let kept: { readonly at: number; readonly view: Promise<CountsView | undefined> } | undefined
  return async ({ db, now }) => {
    const at = toMs(now)
    if (kept === undefined || at < kept.at || at - kept.at > countsLiveMs) kept = { at, view: findCounts(db, now) }
    const { view } = kept
    const found = await view.catch((failure: unknown) => {
      kept = undefined
      throw failure
    })
    if (found === undefined) kept = undefined
    return found ?? refuse('notSetUp')
  }
}

async function readView({ db, countyId, now }: Ask, siteId: string): Promise<BoardView> {
  const input = (await findBoardInput(db, siteId, now)) ?? refuse('notFound')
  const queue = await findQueueNow(db, countyId, siteId, now)
  return { ...boardOf(input), ...(queue && { queue }) }
}

async function readList({ db, now }: Ask): Promise<BoardList> {
  const county = (await findCounty(db)) ?? refuse('notSetUp')
  const units = new Map((await listUnits(db, county.countyId)).map((it) => [it.unitId, it.name]))
  const sites = (await listSites(db, county.countyId)).filter((it) => !it.closed)
  const weekday = weekdayOf(dayOf(now)).toString() as '1'
  return {
    countyName: county.name,
    demo: county.demo,
    complaints: county.complaints,
    sites: sites.map(({ siteId, name, unitId, dutyPhone, hours }) => ({
      siteId,
      siteName: name,
      unitName: units.get(unitId) ?? '',
      open: isOpen(hours[weekday] ?? [], now),
      dutyPhone,
    })),
  }
}

/** A villager's word witnesses the newest check-in without a face; nothing is asked of the villager and nothing kept of him. */
async function keepWitness(ask: Ask, siteId: string): Promise<void> {
  const found = await findUnwitnessed(ask.db, ask.countyId, siteId, instantAt(dayOf(ask.now), '00:00'))
  if (!found) return
  const body = { ...found, siteId, witness: 'villager' as const, witnessStaffId: null }
  await ask.record('countersigned', body, {
    siteId,
    staffId: found.staffId,
    idemKey: `countersigned:${found.checkInId}`,
  })
}
