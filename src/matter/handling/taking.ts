import type { MatterWords, TakeMatter } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Site } from '../../contract/people.ts'
import type { Circumstances } from '../../fact/draft.ts'
import type { FactBody } from '../../fact/fact.ts'
import type { Ask } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { findCounty, findSite, unitPathOf } from '../../people/store/tree.ts'
import { findType, listVersions, otherType } from '../types/store.ts'
import { demandTexts, keepingFor, personOf } from './acting.ts'
import { fold } from './fold.ts'
import { keepClocks, keepPassed } from './keeping.ts'
import type { Matter, MatterFact } from './matter.ts'
import { findMatter, findMatterByCode, lockMatter } from './store.ts'
import type { Person } from './who.ts'

/** How long something taken without a network may be under way. */
const longestAwayMs = 7 * 86_400_000

/**
 * Takes a matter. Safe to repeat with the same id. Nobody is turned away for the kind of it: a kind nobody knows is “other”,
 * one retired since goes by its last version.
 */
export async function take(ask: Ask, asked: TakeMatter): Promise<Matter> {
  demandTexts(asked)
  const { db, countyId } = ask
  const [site, person] = [await openSite(ask, asked.siteId), await personOf(ask)]
  await demandCounter(ask, site, person)
  await lockMatter(db, countyId, asked.matterId)
  const before = await findMatter(db, countyId, asked.matterId)
  if (before) return isRepeat(before, asked) ? before : refuse('idempotencyConflict')
  if (await findMatterByCode(db, countyId, asked.codeHash)) refuse('idempotencyConflict', 'codeHash')

  await demandAgent(ask, asked)
  const at = demandTime(asked.takenAt, ask.now)
  const type = await typeFor(ask, asked.typeId, at)
  const parts = partsOf(asked, { type, site, holder: person.unitId === site.unitId ? person.staffId : null })
  return keepTaken(ask, type, parts, at)
}

/** Takes what came from outside, over no counter: whoever has the post holds it. */
export async function takeFromOutside(ask: Ask, given: TakeMatter): Promise<Matter> {
  demandTexts(given)
  const site = await openSite(ask, given.siteId)
  const type = await typeFor(ask, given.typeId, ask.now)
  return keepTaken(ask, type, partsOf(given, { type, site, holder: null }), ask.now, { kind: 'public' })
}

async function keepTaken(
  ask: Ask,
  type: MatterType,
  { body, words }: Parts,
  at: Iso,
  by?: Circumstances['by'],
): Promise<Matter> {
  const simulated = (await findCounty(ask.db))?.demo ?? false
  const { matterId, siteId } = body
  const about = { at, siteId, simulated, ...(by && { by }) }
  const facts = [
    await ask.record('matterTaken', body, { ...about, idemKey: `matterTaken:${matterId}` }),
    await ask.record('matterWordsKept', words, { ...about, idemKey: `matterWordsKept:${matterId}` }),
  ]
  const matter = fold(facts as MatterFact[], type)
  if (matter === undefined) throw new Error('a matter was taken and is none')
  const keeping = await keepingFor(ask, type)
  const set = await keepClocks(matter, keeping, { at, because: 'matterTaken', all: false })
  return keepPassed(set, keeping)
}

/** The same thing sent again, whatever was done with it meanwhile. */
const isRepeat = ({ taken }: Matter, { codeHash, siteId }: TakeMatter): boolean =>
  taken.codeHash === codeHash && taken.siteId === siteId

async function openSite({ db, countyId }: Ask, siteId: string): Promise<Site> {
  return (await findSite(db, countyId, siteId)) ?? refuse('notFound', 'siteId')
}

/** Whoever works at the site or its unit, or a clerk or head of it. */
async function demandCounter(ask: Ask, site: Site, { staffId, unitId, grants }: Person): Promise<void> {
  const path = await unitPathOf(ask.db, ask.countyId, site.unitId)
  if (holdsWithin(grants, ['clerk', 'head'], path)) return
  if (staffId === null) refuse('forbidden')
  const staff = await findStaff(ask.db, ask.countyId, staffId)
  if (unitId !== site.unitId && staff?.siteId !== site.siteId) refuse('forbidden')
}

/** Who speaks for the citizen is somebody of the county's staff. */
async function demandAgent({ db, countyId, now }: Ask, { agentStaffId }: TakeMatter): Promise<void> {
  if (agentStaffId === null) return
  const agent = (await findStaff(db, countyId, agentStaffId)) ?? refuse('notFound', 'agentStaffId')
  if (hasLeft(agent, dayOf(now))) refuse('staffLeft')
}

function demandTime(takenAt: Iso | null, now: Iso): Iso {
  if (takenAt === null) return now
  const at = toMs(takenAt)
  if (at > toMs(now) || at < toMs(now) - longestAwayMs) refuse('takenAtWrong', { now })
  return toIso(at)
}

async function typeFor({ db, countyId }: Ask, typeId: string, at: Iso): Promise<MatterType> {
  const found = await findType(db, countyId, typeId, dayOf(at))
  if (found) return found
  const last = (await listVersions(db, countyId, typeId)).at(-1)
  return last?.type ?? (await findType(db, countyId, otherType.typeId, dayOf(at))) ?? otherType
}

interface Frame {
  readonly type: MatterType
  readonly site: Site
  readonly holder: string | null
}

/** The business, and apart from it what is personal, which can be destroyed alone. */
interface Parts {
  readonly body: FactBody<'matterTaken'>
  readonly words: MatterWords & { readonly matterId: string }
}

function partsOf(asked: TakeMatter, { type, site, holder }: Frame): Parts {
  const { takenAt: _, title, description, applicant, place, brought, ...rest } = asked
  const known = new Set(type.materials.map(({ key }) => key))
  const body = {
    ...rest,
    typeId: type.typeId,
    typeVersion: type.version,
    unitId: site.unitId,
    staffId: holder,
    brought: [...new Set(brought)].filter((key) => known.has(key)),
  }
  return { body, words: { matterId: asked.matterId, title, description, applicant, place } }
}
