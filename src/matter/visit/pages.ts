import type { BodyOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/visits.ts'
import type { VisitOutcome, VisitTyped } from '../../contract/visits.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { readReceiptCode } from '../../kit/receiptCode.ts'
import { type RefusalName, refuse, sentenceOf } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import type { Matter } from '../handling/matter.ts'
import { findMatter } from '../handling/store.ts'
import { findType } from '../types/store.ts'
import { entranceOf, posterOf, type VisitNeeds, viewOf, withType } from './pageViews.ts'
import { beginVisit, getVisit, sayEnding } from './saying.ts'
import { findVisitByCode, type VisitKept } from './store.ts'
import { findTyped } from './typed.ts'

type Language = Ask['language']

/** What a citizen does without an account: says that he is there, and what became of it. */
export function visitPageAnswers(needs: VisitNeeds): Answer[] {
  const { pages } = needs
  return [
    answer(routes.showVisitEntrance, async ({ params, query }, ask) => {
      const view = await entranceOf(needs, ask, params.siteId, query.from ?? 'board')
      return asPage(ask, pages.entrance(view, ask.language))
    }),
    answer(routes.showVisitPoster, async ({ params }, ask) =>
      asPaper(ask, pages.poster(await posterOf(needs, ask, params.siteId), ask.language)),
    ),
    answer(routes.beginVisit, async ({ params, body }, ask) => begin(needs, ask, params.siteId, body)),
    answer(routes.showVisit, async ({ params, query }, ask) => {
      const code = readReceiptCode(params.code) ?? refuse('notFound')
      const { saying = null, typeId = null } = query
      const view = await viewOf(needs, ask, code, await getVisit(ask, code))
      return asPage(ask, pages.visit(await withType(ask, view, { saying, typeId }), ask.language))
    }),
    answer(routes.endVisit, async ({ params, body }, ask) =>
      end(needs, ask, readReceiptCode(params.code) ?? refuse('notFound'), body),
    ),
  ]
}

async function begin(
  needs: VisitNeeds,
  ask: Ask,
  siteId: string,
  body: BodyOf<typeof routes.beginVisit>,
): Promise<string> {
  const view = await entranceOf(needs, ask, siteId, body.from ?? 'board')
  const { press, outcome } = body
  const matter = await findTyped(ask, body.matterCode)
  if (matter === 'wrong')
    return asPage(
      ask,
      needs.pages.entrance({ ...view, press, refused: codeRefused(ask), typed: typedIn(body) }, ask.language),
    )

  const matterId = matter?.taken.matterId ?? null
  const beginning = { press, siteId: view.siteId, channel: view.from, matterId }
  const { code, codeHash } = await beginVisit(ask, 'public', beginning)
  if (outcome === undefined || outcome === 'sentAway') return goTo(ask, code, body.lang, outcome)
  const visit = (await findVisitByCode(ask.db, ask.countyId, codeHash)) ?? refuse('notFound')
  await sayEnding(ask, 'public', visit, { ...nothingSaid, outcome })
  return goTo(ask, code, body.lang)
}

async function end(needs: VisitNeeds, ask: Ask, code: string, body: BodyOf<typeof routes.endVisit>): Promise<string> {
  const visit = await getVisit(ask, code)
  const { outcome, told = '', after = '' } = body
  const typeId = body.typeId || null
  const matter = await findTyped(ask, body.matterCode)
  if (matter === 'wrong') {
    const view = { ...(await viewOf(needs, ask, code, visit)), refused: codeRefused(ask), typed: typedIn(body) }
    return asPage(ask, needs.pages.visit(await withType(ask, view, { saying: outcome, typeId }), ask.language))
  }
  const materials = await knownMaterials(ask, { visit, matter, typeId, chosen: chosenIn(body) })
  const matterId = matter?.taken.matterId ?? null
  await sayEnding(ask, 'public', visit, { outcome, told, materials, typeId, matterId, after })
  return goTo(ask, code, body.lang)
}

const nothingSaid = { told: '', materials: [], typeId: null, matterId: null, after: '' } as const

function asPage({ reply }: Ask, page: string): string {
  void reply
    .type('text/html; charset=utf-8')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
  return page
}

/** The same for everybody. */
function asPaper({ reply }: Ask, page: string): string {
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
  return page
}

/** To the visit's page by another call, so that loading it again says nothing twice. */
function goTo(ask: Ask, code: string, lang: Language | undefined, saying?: VisitOutcome): string {
  const query = new URLSearchParams({ lang: lang ?? ask.language, ...(saying && { saying }) })
  void ask.reply.code(303).header('location', `/visit/${code}?${query}`)
  return asPage(ask, '')
}

const codeRefused = ({ language }: Ask): string => sentenceOf('matterCodeUnknown' satisfies RefusalName, language)

/** What goes back into the fields of a form that was refused. */
const typedIn = (body: BodyOf<typeof routes.beginVisit> | BodyOf<typeof routes.endVisit>): VisitTyped => ({
  matterCode: body.matterCode ?? '',
  told: 'told' in body && typeof body.told === 'string' ? body.told : '',
  materials: chosenIn(body),
})

const fieldOfMaterial = 'material-'
const chosenIn = (body: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(body)
    .filter((name) => name.startsWith(fieldOfMaterial))
    .map((name) => name.slice(fieldOfMaterial.length))

interface Chosen {
  readonly visit: VisitKept
  readonly matter: Matter | undefined
  readonly typeId: string | null
  readonly chosen: readonly string[]
}

/** Of what was ticked only what stands on the list of the kind of matter. */
async function knownMaterials(ask: Ask, its: Chosen): Promise<string[]> {
  const { visit, matter, typeId, chosen } = its
  if (chosen.length === 0) return []
  const { db, countyId, now } = ask
  const known = matter ?? (visit.matterId === null ? undefined : await findMatter(db, countyId, visit.matterId))
  const id = known?.taken.typeId ?? typeId ?? visit.typeId
  const type = id === null ? undefined : await findType(db, countyId, id, known?.taken.typeVersion ?? dayOf(now))
  return chosen.filter((key) => type?.materials.some((it) => it.key === key))
}
