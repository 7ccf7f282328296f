import type { VisitChannel, VisitOutcome } from '../../contract/visits.ts'
import type { Fact } from '../../fact/fact.ts'
import type { Ask } from '../../http/answer.ts'
import { hashOfCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { findCounty, findSite } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { type Pressed, pressedOf } from '../../presence/kiosk/press.ts'
import { readSaid } from './noting.ts'
import { takesWords } from './standing.ts'
import { findVisitByCode, type VisitKept } from './store.ts'

/** `office` enters for a caller, and then stands in the record as who did; otherwise nobody does, logged in or not. */
export type Speaker = 'public' | 'office'

const actorOf = (speaker: Speaker) => (speaker === 'public' ? { by: { kind: 'public' } as const } : {})

export interface Beginning {
  readonly press: string
  readonly siteId: string
  readonly channel: VisitChannel
  readonly matterId: string | null
}

/** Begins a visit; pressed again it is the same one. */
export async function beginVisit(ask: Ask, speaker: Speaker, beginning: Beginning): Promise<Pressed> {
  const { press, siteId, channel, matterId } = beginning
  const pressed = pressedOf(press)
  if (await findVisitByCode(ask.db, ask.countyId, pressed.codeHash)) return pressed
  const { visitId, codeHash } = pressed
  await ask.record(
    'visitBegun',
    { visitId, codeHash, siteId, channel, matterId },
    { siteId, simulated: await isDemo(ask), idemKey: `visitBegun:${visitId}`, ...actorOf(speaker) },
  )
  return pressed
}

/** The visit of a code, as it stands on the page. Refuses `notFound`. */
export async function getVisit(ask: Ask, code: string): Promise<VisitKept> {
  return (await findVisitByCode(ask.db, ask.countyId, hashOfCode(code))) ?? refuse('notFound')
}

export interface Saying {
  readonly outcome: VisitOutcome
  readonly told: string
  readonly materials: readonly string[]
  readonly typeId: string | null
  readonly matterId: string | null
  /** The last word the page knew of; empty for the first. */
  readonly after: string
}

const mostWords = 10

/**
 * Keeps a word about a visit, and what the board said where nobody was there. The same press twice is one word. Refuses
 * `visitOver` when no more words are taken.
 */
export async function sayEnding(ask: Ask, speaker: Speaker, visit: VisitKept, saying: Saying): Promise<Fact> {
  const { visitId, siteId, words } = visit
  const { outcome, after, typeId, matterId } = saying
  const told = saying.told.replaceAll(/\r\n?/g, '\n').trim()
  demandLines('told', told)
  if (!takesWords(visit.begunAt, ask.now) || words.length >= mostWords) refuse('visitOver')
  if (after !== '' && !words.some((it) => it.factId === after))
    refuse('badInput', [{ at: 'after', problem: 'unknown' }])
  const about = { siteId, simulated: await isDemo(ask), idemKey: `visitEnded:${visitId}:${after}` }
  const materials = [...new Set(saying.materials)].sort()
  const body = { visitId, siteId, outcome, told, materials, typeId, matterId: visit.matterId ?? matterId }
  const said = await ask.record('visitEnded', body, { ...about, ...actorOf(speaker) })
  const isNew = said.recordedAt === ask.now && !words.some((it) => it.factId === said.id)
  if (isNew && outcome === 'nobodyThere') await noteBoard(ask, visit, said)
  return said
}

/** What the board said then, as a fact of its own: his word has a public receipt, this has none. */
async function noteBoard(ask: Ask, { visitId, siteId, begunAt }: VisitKept, said: Fact): Promise<void> {
  const { db, countyId } = ask
  const site = await findSite(db, countyId, siteId)
  if (site === undefined) return
  const { at, ...board } = await readSaid(db, countyId, site, { begunAt, at: said.at })
  const body = { wordId: said.id, visitId, siteId, ...board }
  const about = { at, siteId, simulated: said.simulated, idemKey: `boardNoted:${said.id}` }
  await ask.record('boardNoted', body, { ...about, by: { kind: 'system' } })
}

const isDemo = async ({ db }: Ask): Promise<boolean> => (await findCounty(db))?.demo ?? false
