import type { MatterType } from '../../contract/matterTypes.ts'
import type { Ask } from '../../http/answer.ts'
import { dayOf } from '../../kit/time.ts'
import { findCounty, listUnits } from '../../people/store/tree.ts'
import { listPublicKinds, listTypesInForce } from '../types/store.ts'
import { one, type Params } from './asked.ts'
import { wrong } from './errors.ts'
import type { Wanted } from './listing.ts'
import { servicesOf } from './services.ts'
import { listProblemsBy, listProblemsById, type ProblemKept } from './store.ts'
import { tellRequest } from './telling.ts'
import type { Told } from './wire.ts'

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** There is one jurisdiction here: the county, by its six-digit code or its name. Unsaid, it is meant. */
export async function demandJurisdiction({ db, countyId }: Ask, params: Params): Promise<void> {
  const asked = one(params, 'jurisdiction_id')
  if (asked === undefined || asked === String(countyId)) return
  const county = await findCounty(db)
  if (asked !== county?.name) wrong(404, 'jurisdiction_id: not found')
}

/** The kinds that can be reported today. */
export const listServices = async ({ db, countyId, now }: Ask): Promise<MatterType[]> =>
  servicesOf(await listTypesInForce(db, countyId, dayOf(now)))

export async function getService(ask: Ask, code: string): Promise<MatterType> {
  return (await listServices(ask)).find((it) => it.code === code) ?? wrong(404, 'service_code: not found')
}

/** Kinds that are or ever were public problems, so that what was reported stays to be found; loaded once a request. */
export const loadKinds = ({ db, countyId }: Ask): Promise<MatterType[]> => listPublicKinds(db, countyId)

export async function loadByIds(
  ask: Ask,
  kinds: readonly MatterType[],
  ids: readonly string[],
): Promise<ProblemKept[]> {
  const known = ids.filter((it) => uuidForm.test(it))
  const typeIds = kinds.map((it) => it.typeId)
  return listProblemsById(ask.db, ask.countyId, typeIds, known)
}

export async function loadWanted(ask: Ask, kinds: readonly MatterType[], wanted: Wanted): Promise<ProblemKept[]> {
  if (wanted.by === 'ids') return loadByIds(ask, kinds, wanted.ids)
  const { codes, status, ...rest } = wanted
  const ended = status.size === 2 ? null : status.has('closed')
  const typeIds = kinds.filter((it) => codes === null || codes.includes(it.code)).map((it) => it.typeId)
  return listProblemsBy(ask.db, ask.countyId, typeIds, { ...rest, ended })
}

export async function tellAll(ask: Ask, all: readonly MatterType[], found: readonly ProblemKept[]): Promise<Told[]> {
  const kinds = new Map(all.map((it) => [it.typeId, it]))
  const units = new Map((await listUnits(ask.db, ask.countyId)).map((it) => [it.unitId, it.name]))
  return found.flatMap(({ matter, words }) => {
    const type = kinds.get(matter.taken.typeId)
    const unitName = units.get(matter.taken.unitId) ?? ''
    return type ? [tellRequest(matter, { type, unitName, released: words === 'released' })] : []
  })
}
