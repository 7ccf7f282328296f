import { rateMatter, reopenOwnMatter } from '../../contract/routes/ratings.ts'
import type { CitizenCounty, MatterPageView } from '../../contract/routes/standing.ts'
import * as routes from '../../contract/routes/standing.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { readReceiptCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { reopenForCitizen } from '../../matter/handling/acting.ts'
import { hasEnded, type Matter } from '../../matter/handling/matter.ts'
import { readStanding } from '../../matter/handling/standing.ts'
import { findByTyped, rate, shownRight } from '../../matter/rating/rating.ts'
import type { RatingKey } from '../../matter/rating/sealing.ts'
import { findCounty } from '../../people/store/tree.ts'

type Language = Ask['language']

/** How pages for citizens are drawn; they live on the other side of the house and come by argument. */
export interface MatterPages {
  form(county: CitizenCounty, language: Language): string
  /** No matter has this code, or it is none; `typed` goes back into the field. */
  gone(county: CitizenCounty, typed: string, language: Language): string
  matter(view: MatterPageView, language: Language): string
}

export interface MatterNeeds {
  readonly pages: MatterPages
  readonly key: RatingKey
}

/** Where a matter stands, and how its ending is confirmed by whoever it was for. */
export const matterPageAnswers = ({ pages, key }: MatterNeeds): Answer[] => [
  answer(routes.showMatterForm, async (_, ask) => {
    void ask.reply.header('cache-control', 'no-cache')
    return asPage(ask, pages.form(await countyOf(ask), ask.language))
  }),

  answer(routes.findMatterByCode, async ({ body }, ask) => {
    const code = readReceiptCode(body.code)
    // A mistyped code is not written into an address; a true one that nobody has is answered alike there.
    if (code === undefined) return gone(ask, pages, body.code, body.lang)
    return goTo(ask, code, body.lang)
  }),

  answer(routes.showMatter, async ({ params, query }, ask) => {
    const found = await findByTyped(ask, params.code)
    const view = found && (await viewOf(ask, key, found))
    if (view === undefined) return gone(ask, pages, params.code)
    return asPage(hidden(ask), pages.matter({ ...view, said: query.said ?? null }, ask.language))
  }),

  answer(rateMatter, async ({ params, body }, ask) => {
    const found = await findByTyped(ask, params.code)
    if (found === undefined) return gone(ask, pages, params.code, body.lang)
    const { solved = null, satisfied = null } = body
    const told = body.told === undefined ? null : body.told === 'yes'
    const round = body.round === '1' ? 1 : 2
    await rate(ask, key, found.matter, { round, answer: { solved, satisfied, told } })
    return goTo(ask, found.code, body.lang, 'rated')
  }),

  answer(reopenOwnMatter, async ({ params, body }, ask) => {
    const found = await findByTyped(ask, params.code)
    if (found === undefined) return gone(ask, pages, params.code, body.lang)
    if (ask.caller !== null) return refuse('ratingByStaff')
    await reopenForCitizen(ask, found.matter.taken.matterId, oneLine(body.reason) || wish)
    return goTo(ask, found.code, body.lang, 'reopened')
  }),
]

const wish = '群众要求重新办理'

/** A field of several lines comes with line ends that no list shows. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

async function viewOf(
  ask: Ask,
  key: RatingKey,
  { code, matter }: { readonly code: string; readonly matter: Matter },
): Promise<Omit<MatterPageView, 'said'> | undefined> {
  const standing = await readStanding(ask.db, ask.countyId, matter.taken.matterId, ask.now)
  if (standing === undefined) return undefined
  const right = await shownRight(ask, key, matter)
  const mayReopen = hasEnded(matter)
  return { ...(await countyOf(ask)), code, standing, right, staff: ask.caller !== null, mayReopen }
}

async function countyOf({ db }: Ask): Promise<CitizenCounty> {
  const { name: countyName, demo, complaints } = (await findCounty(db)) ?? refuse('notSetUp')
  return { countyName, demo, complaints }
}

const asPage = ({ reply }: Ask, page: string): string => {
  void reply.type('text/html; charset=utf-8')
  return page
}

/** Pages behind a code are kept by nobody and listed nowhere; that none is told to another site is the house's rule. */
function hidden(ask: Ask): Ask {
  void ask.reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex, nofollow')
  return ask
}

async function gone(ask: Ask, pages: MatterPages, typed: string, language = ask.language): Promise<string> {
  void ask.reply.status(404)
  return asPage(hidden(ask), pages.gone(await countyOf(ask), typed, language))
}

function goTo(ask: Ask, code: string, language = ask.language, said?: string): string {
  void hidden(ask)
    .reply.code(303)
    .header('location', `/matter/${code}?lang=${language}${said ? `&said=${said}` : ''}`)
  return asPage(ask, '')
}
