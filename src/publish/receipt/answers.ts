import type { ReceiptPaper, VerifyView, VillagersReceipt, VillagersWord } from '../../contract/routes/receipts.ts'
import * as routes from '../../contract/routes/receipts.ts'
import type { FactKind } from '../../fact/fact.ts'
import { envelopeOf } from '../../fact/kept.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import { toBase64 } from '../../kit/tlog/bytes.ts'
import { fingerprintOf } from '../../kit/tlog/fingerprint.ts'
import type { Log, LogDesk } from '../../ledger/log.ts'
import { findCounty, findSite } from '../../people/store/tree.ts'
import { codeOf, paperOf } from './paper.ts'
import { findCertificate, findPlacedFact, listOwnFacts, type PlacedFact } from './store.ts'

type Language = Ask['language']

/** How the pages are drawn; they live on the other side of the house and come by argument. */
export interface ReceiptPages {
  receipt(view: VillagersReceipt, language: Language): string
  verify(view: VerifyView, language: Language): string
}

export interface ReceiptNeeds {
  readonly pages: ReceiptPages
  readonly publicUrl: (ask: Ask) => string
  readonly log: LogDesk
}

/** What villagers have receipts of at an address anybody may open: nothing that names somebody who works here. */
const villagersKinds: readonly FactKind[] = ['visitSaid', 'visitBegun', 'visitEnded']

/** What people have receipts of on their own record: facts about themselves whose content names nobody else. */
const ownKinds: readonly FactKind[] = [
  'checkIn',
  'consentGiven',
  'consentWithdrawn',
  'templateEnrolled',
  'templateErased',
  'pinSet',
  'staffKept',
  'dutyKept',
  'outingKept',
  'requestMade',
  'requestDecided',
  'requestWithdrawn',
  'caseDecided',
  'monthRowPrinted',
  'suspectAppealed',
  'adviceGiven',
]

const ownDays = 92

/** Receipts for villagers and staff, and the page that verifies them. */
export function receiptAnswers(needs: ReceiptNeeds): Answer[] {
  const { pages, log: desk } = needs
  return [
    answer(routes.showReceipt, async ({ params, query }, ask) => {
      const placed = await getVillagers(ask, params.factId)
      const view = await viewOf(needs, ask, placed, query.said !== undefined)
      return asPage(ask, pages.receipt(view, ask.language))
    }),
    answer(routes.saveReceipt, async ({ params }, ask) => {
      const paper = await readPaper(needs, ask, await getVillagers(ask, params.factId))
      if (paper.text === '') refuse('notFound')
      return asFile(ask, paper.fileName, 'text/plain; charset=utf-8', paper.text)
    }),
    answer(routes.listOwnReceipts, async (_, ask) => {
      const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
      const since = toIso(toMs(ask.now) - ownDays * 86_400_000)
      const facts = await listOwnFacts(ask.db, ask.countyId, staffId, { kinds: ownKinds, since })
      const size = desk.find()?.size() ?? 0
      return { receipts: facts.map(({ index, ...fact }) => ({ ...fact, inLog: index < size })) }
    }),
    answer(routes.readOwnReceipt, async ({ params }, ask) => readPaper(needs, ask, await getOwn(ask, params.factId))),
    answer(routes.showVerify, async (_, ask) => asPage(ask, pages.verify(await verifyView(needs, ask), ask.language))),
    answer(routes.readGrowth, async ({ query }) => {
      const log = desk.find()
      if (!log || query.older > log.size()) refuse('notFound')
      const checkpoint = log.checkpoint()
      return { checkpoint, hashes: (await log.proveGrowth(query.older)).map(toBase64) }
    }),
  ]
}

async function getVillagers(ask: Ask, factId: string): Promise<PlacedFact> {
  const placed = await findPlacedFact(ask.db, ask.countyId, factId)
  if (!placed) refuse('notFound')
  const { kind, by } = envelopeOf(placed.kept)
  const isTheirs = by.kind === 'public' && villagersKinds.some((one) => one === kind)
  return isTheirs ? placed : refuse('notFound')
}

async function getOwn(ask: Ask, factId: string): Promise<PlacedFact> {
  const own = callerOf(ask).staffId ?? refuse('staffWanted')
  const placed = await findPlacedFact(ask.db, ask.countyId, factId)
  if (!placed) refuse('notFound')
  const { kind, staffId } = envelopeOf(placed.kept)
  return staffId === own && ownKinds.some((one) => one === kind) ? placed : refuse('notFound')
}

const verifyUrlOf = ({ publicUrl }: ReceiptNeeds, ask: Ask): string => `${publicUrl(ask)}/verify`

async function readPaper(needs: ReceiptNeeds, ask: Ask, placed: PlacedFact): Promise<ReceiptPaper> {
  const { id } = envelopeOf(placed.kept)
  const isErased = placed.kept.state === 'erased'
  const certificate = isErased ? await findCertificate(ask.db, ask.countyId, id) : undefined
  return paperOf(placed, { log: needs.log.find(), now: ask.now, page: verifyUrlOf(needs, ask), certificate })
}

async function viewOf(needs: ReceiptNeeds, ask: Ask, placed: PlacedFact, said: boolean): Promise<VillagersReceipt> {
  const { id, siteId = '' } = envelopeOf(placed.kept)
  const county = (await findCounty(ask.db)) ?? refuse('notSetUp')
  const site = await findSite(ask.db, ask.countyId, siteId)
  const address = `${needs.publicUrl(ask)}/receipt/${id}`
  return {
    paper: await readPaper(needs, ask, placed),
    word: wordOf(placed),
    siteId,
    siteName: site?.name ?? '',
    countyName: county.name,
    demo: county.demo,
    complaints: county.complaints,
    address,
    addressCode: await codeOf([{ mode: 'byte', data: address }]),
    verifyUrl: verifyUrlOf(needs, ask),
    fingerprint: fingerprintOfLog(needs.log.find()),
    said,
    asOf: ask.now,
  }
}

function wordOf({ kept }: PlacedFact): VillagersWord {
  if (envelopeOf(kept).kind === 'visitSaid') return 'served'
  // Of what was destroyed it is still true that somebody came.
  return kept.state === 'whole' && kept.fact.kind === 'visitEnded' ? kept.fact.body.outcome : 'came'
}

/** Empty before the log begins. */
export const fingerprintOfLog = (log: Log | undefined): string => (log ? fingerprintOf(log.policy()) : '')

async function verifyView({ log: desk }: ReceiptNeeds, { db }: Ask): Promise<VerifyView> {
  const county = await findCounty(db)
  const log = desk.find()
  return {
    countyName: county?.name ?? '',
    demo: county?.demo ?? false,
    policy: log?.policy() ?? '',
    fingerprint: fingerprintOfLog(log),
  }
}

function asPage({ reply }: Ask, page: string): string {
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
  return page
}

function asFile({ reply }: Ask, name: string, type: string, text: string): string {
  void reply.type(type).header('content-disposition', `attachment; filename="${name}"`)
  return text
}
