import { randomBytes } from 'node:crypto'
import * as routes from '../../contract/routes/open311.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { sha256Of, tokenOf } from '../../people/secrets/token.ts'
import { listUnits, readParents } from '../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../people/texts.ts'
import { lockMatter } from '../handling/store.ts'
import { loadKinds } from './finding.ts'
import { type DeskPlace, findKey, listKeys, listProblemsById, listProblemsFor, type ProblemKept } from './store.ts'

const daysShown = 90
const pageLength = 50

const readKeys = answer(routes.list311Keys, async (_, { db, countyId }) => listKeys(db, countyId))

const makeKey = answer(routes.make311Key, async ({ body: { keyId, holder } }, ask) => {
  demandTexts({ holder })
  // What is told once cannot be told again: another key wants another id.
  if (await findKey(ask.db, ask.countyId, keyId)) refuse('alreadyDone')
  const key = tokenOf(randomBytes(32))
  await ask.record('open311KeyMade', { keyId, holder, keySha256: sha256Of(key) })
  return { keyId, key }
})

const revokeKey = answer(routes.revoke311Key, async ({ params: { keyId } }, ask) => {
  const key = (await findKey(ask.db, ask.countyId, keyId)) ?? refuse('notFound')
  if (key.revokedAt !== null) refuse('alreadyDone')
  await ask.record('open311KeyRevoked', { keyId })
  return { done: true } as const
})

const listProblems = answer(routes.listProblems, async ({ query }, ask) => {
  const { db, countyId, now } = ask
  const [names, looksAfter] = [await loadTypeNames(ask), await loadReach(ask)]
  const units = new Map((await listUnits(db, countyId)).map((it) => [it.unitId, it.name]))
  const of = { typeIds: [...names.keys()], unitIds: [...units.keys()].filter(looksAfter) }
  const after = query.after === undefined ? undefined : readPlace(query.after)
  const since = toIso(toMs(now) - daysShown * 86_400_000)
  const found = await listProblemsFor(db, countyId, of, { since, after, length: pageLength + 1 })
  const page = found.slice(0, pageLength)
  const last = found.length > pageLength ? page.at(-1) : undefined
  const rows = page.map(({ matter: { taken, words: said, takenAt, standing }, words, reason }) => ({
    ...{ matterId: taken.matterId, typeName: names.get(taken.typeId) ?? '', unitName: units.get(taken.unitId) ?? '' },
    ...{ address: said?.place?.address ?? '', description: said?.description ?? '', at: takenAt },
    ...{ state: standing.state, words, reason },
  }))
  return { rows, next: last ? placeOf(last) : null }
})

const placeOf = ({ matter: { taken, takenAt }, words }: ProblemKept): string =>
  `${words === 'waiting' ? 0 : 1}.${toMs(takenAt)}.${taken.matterId}`

/** Where a page begins, as `next` said it. */
function readPlace(after: string): DeskPlace {
  const [, read = '', ms = '', matterId = ''] =
    /^([01])\.(\d{1,14})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(after) ?? []
  return matterId === '' ? refuse('badInput', ['after']) : { read: read === '1', takenAt: toIso(Number(ms)), matterId }
}

const judgeProblem = answer(routes.judgeProblem, async ({ params: { matterId }, body }, ask) => {
  await lockMatter(ask.db, ask.countyId, matterId)
  const found = await getProblem(ask, matterId)
  if (found.words === body.words) refuse('alreadyDone')
  const { taken, simulated } = found.matter
  const about = { siteId: taken.siteId, simulated }
  if (body.words === 'released') await ask.record('problemReleased', { matterId }, about)
  else {
    demandLines('reason', body.reason)
    await ask.record('problemHidden', { matterId, reason: body.reason }, about)
  }
  return { done: true } as const
})

async function getProblem(ask: Ask, matterId: string): Promise<ProblemKept> {
  const [names, looksAfter] = [await loadTypeNames(ask), await loadReach(ask)]
  const [found] = await listProblemsById(ask.db, ask.countyId, [...names.keys()], [matterId])
  return found && looksAfter(found.matter.taken.unitId) ? found : refuse('notFound')
}

/** Names of the kinds that are or ever were public problems. */
const loadTypeNames = async (ask: Ask): Promise<Map<string, string>> =>
  new Map((await loadKinds(ask)).map((it) => [it.typeId, it.name]))

async function loadReach(ask: Ask): Promise<(unitId: string) => boolean> {
  const parents = await readParents(ask.db, ask.countyId)
  const { grants } = callerOf(ask)
  return (unitId) => holdsWithin(grants, ['county', 'clerk', 'head'], pathOf(parents, unitId))
}

/** Keys of other programs, and what everybody may read of public problems. */
export const problemAnswers: readonly Answer[] = [readKeys, makeKey, revokeKey, listProblems, judgeProblem]
