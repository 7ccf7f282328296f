import QRCode from 'qrcode'
import type { Site } from '../../contract/people.ts'
import type { VisitEntrance, VisitOutcome, VisitTyped, VisitView } from '../../contract/visits.ts'
import type { Ask } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { findCounty, findSite, unitPathOf } from '../../people/store/tree.ts'
import { titleOf } from '../handling/matter.ts'
import { findMatter } from '../handling/store.ts'
import { findType, listTypesInForce, otherType } from '../types/store.ts'
import { newPress } from './newPress.ts'
import { takesWords } from './standing.ts'
import type { VisitKept } from './store.ts'

type Language = Ask['language']

/** What a poster at a door carries. */
export interface VisitPoster extends Omit<VisitEntrance, 'press' | 'from' | 'refused' | 'typed'> {
  readonly url: string
  readonly qrSvg: string
}

/** How the pages are drawn; they live on the other side of the house and come by argument. */
export interface VisitPages {
  entrance(view: VisitEntrance, language: Language): string
  visit(view: VisitView, language: Language): string
  poster(view: VisitPoster, language: Language): string
}

export interface VisitNeeds {
  readonly pages: VisitPages
  readonly publicUrl: (ask: Ask) => string
  /** Whether a site has a counter that gives numbers. */
  readonly hasQueue: (ask: Ask, siteId: string) => Promise<boolean>
}

const nothingTyped: VisitTyped = { matterCode: '', told: '', materials: [] }

/** The poster for the door: its own address, so that it is known where somebody read it. */
export async function posterOf(needs: VisitNeeds, ask: Ask, siteId: string): Promise<VisitPoster> {
  const { press: _, from: __, refused: ___, typed: ____, ...place } = await entranceOf(needs, ask, siteId, 'poster')
  const url = `${needs.publicUrl(ask)}/visit/at/${place.siteId}?from=poster`
  const qrSvg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return { ...place, url, qrSvg }
}

async function placeOf(needs: VisitNeeds, ask: Ask, site: Site) {
  const county = (await findCounty(ask.db)) ?? refuse('notSetUp')
  return {
    siteId: site.siteId,
    siteName: site.name,
    countyName: county.name,
    demo: county.demo,
    dutyPhone: site.dutyPhone,
    complaints: county.complaints,
    asOf: ask.now,
    hasQueue: await needs.hasQueue(ask, site.siteId),
  }
}

export async function entranceOf(
  needs: VisitNeeds,
  ask: Ask,
  siteId: string,
  from: VisitEntrance['from'],
): Promise<VisitEntrance> {
  const site = await findSite(ask.db, ask.countyId, siteId)
  if (site === undefined || site.closed) return refuse('notFound')
  // A number or a call makes its visit elsewhere; on this page nobody can claim either.
  const channel = from === 'phone' || from === 'queue' ? 'board' : from
  return { ...(await placeOf(needs, ask, site)), press: newPress(), from: channel, refused: null, typed: nothingTyped }
}

export async function viewOf(needs: VisitNeeds, ask: Ask, code: string, visit: VisitKept): Promise<VisitView> {
  const { db, countyId, now } = ask
  const site = (await findSite(db, countyId, visit.siteId)) ?? refuse('notFound')
  const matter = visit.matterId === null ? undefined : await findMatter(db, countyId, visit.matterId)
  const typeId = matter?.taken.typeId ?? visit.typeId
  const which = matter?.taken.typeVersion ?? dayOf(visit.begunAt)
  const type = typeId === null ? undefined : await findType(db, countyId, typeId, which)
  const address = `${needs.publicUrl(ask)}/visit/${code}`
  const { hasQueue: _, ...place } = await placeOf(needs, ask, site)
  return {
    ...place,
    code,
    address,
    addressCode: await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'L', margin: 2 }),
    begunAt: visit.begunAt,
    beganFact: visit.begunFact,
    entered: visit.entered,
    channel: visit.channel,
    words: [...visit.words],
    open: takesWords(visit.begunAt, now),
    materials: type?.materials.map(({ key, name }) => ({ key, name })) ?? [],
    typeId,
    typeName: type?.name ?? '',
    matterTitle: matter ? titleOf(matter, type ?? otherType) : null,
    types: [],
    saying: null,
    refused: null,
    typed: nothingTyped,
  }
}

interface Choosing {
  readonly saying: VisitOutcome | null
  readonly typeId: string | null
}

/** With the form open: the kinds to choose from, and what may be asked for with the one that is chosen. */
export async function withType(ask: Ask, view: VisitView, { saying, typeId }: Choosing): Promise<VisitView> {
  if (saying === null || view.matterTitle !== null) return { ...view, saying }
  const types = await listTypesAt(ask, view.siteId)
  const chosen = types.find((it) => it.typeId === (typeId ?? view.typeId))
  return {
    ...view,
    saying,
    types: types.map(({ typeId: id, name }) => ({ typeId: id, name })),
    typeId: chosen?.typeId ?? null,
    typeName: chosen?.name ?? '',
    materials: chosen?.materials.map(({ key, name }) => ({ key, name })) ?? [],
  }
}

async function listTypesAt({ db, countyId, now }: Ask, siteId: string) {
  const site = (await findSite(db, countyId, siteId)) ?? refuse('notFound')
  const path = await unitPathOf(db, countyId, site.unitId)
  const all = await listTypesInForce(db, countyId, dayOf(now))
  return all.filter((it) => it.unitId === null || path.includes(it.unitId))
}
