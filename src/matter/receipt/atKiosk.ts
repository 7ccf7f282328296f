import type { KioskMatter, KioskVisit } from '../../contract/kioskReceipt.ts'
import type { MatterStanding } from '../../contract/matters.ts'
import { endVisitAtKiosk, type KioskFound, readCodeAtKiosk, reopenAtKiosk } from '../../contract/routes/atKiosk.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { hashOfCode, readReceiptCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { toMs } from '../../kit/time.ts'
import { findSite } from '../../people/store/tree.ts'
import { getSpeaking } from '../../presence/center/speaking.ts'
import { openWeight, type Weight } from '../../presence/kiosk/weighing.ts'
import { reopenForCitizen } from '../handling/acting.ts'
import { hasEnded, type Matter } from '../handling/matter.ts'
import { readStanding } from '../handling/standing.ts'
import { findMatterByCode } from '../handling/store.ts'
import { sayEnding } from '../visit/saying.ts'
import { takesWords } from '../visit/standing.ts'
import { findVisitByCode, type VisitKept } from '../visit/store.ts'

/** Of one station. A code has 65 random bits; people mistype, programs guess. */
const wrongBorne = { most: 10, withinMs: 10 * 60_000 }
const askedBorne = { most: 60, withinMs: 10 * 60_000 }

/** What somebody at a kiosk may see and say with the code of a receipt or of a visit. */
export function receiptKioskAnswers(): Answer[] {
  const weights = { asked: openWeight(askedBorne), wrong: openWeight(wrongBorne) }
  return [
    answer(readCodeAtKiosk, async ({ body }, ask) => shown(ask, await getHeld(ask, weights, body.code))),

    answer(endVisitAtKiosk, async ({ body: { code, outcome, after } }, ask) => {
      const { visit } = await getHeld(ask, weights, code)
      if (visit === undefined) return refuse('codeUnknown')
      await sayEnding(ask, 'public', visit, { ...nothingWritten, outcome, after })
      return shown(ask, await getByCode(ask, code))
    }),

    answer(reopenAtKiosk, async ({ body }, ask) => {
      const { matter } = await getHeld(ask, weights, body.code)
      if (matter === undefined) return refuse('codeUnknown')
      await reopenForCitizen(ask, matter.taken.matterId, wish)
      return shown(ask, await getByCode(ask, body.code))
    }),
  ]
}

const nothingWritten = { told: '', materials: [], typeId: null, matterId: null } as const
const wish = '群众在签到屏上要求重新办理'

type Held =
  | { readonly matter: Matter; readonly visit?: undefined }
  | { readonly matter?: undefined; readonly visit: VisitKept }

/** What a code belongs to, as far as its station may ask. Refuses `tooManyRequests`, and `codeUnknown` for any other text. */
async function getHeld(ask: Ask, { asked, wrong }: Record<'asked' | 'wrong', Weight>, typed: string): Promise<Held> {
  const { deviceId } = await getSpeaking(ask)
  const at = toMs(ask.now)
  if (!wrong.hasRoom(deviceId, at) || !asked.bears(deviceId, at)) return refuse('tooManyRequests')
  const held = await findByCode(ask, typed)
  if (held !== undefined) return held
  wrong.bears(deviceId, at)
  return refuse('codeUnknown')
}

const getByCode = async (ask: Ask, typed: string): Promise<Held> =>
  (await findByCode(ask, typed)) ?? refuse('codeUnknown')

async function findByCode({ db, countyId }: Ask, typed: string): Promise<Held | undefined> {
  const code = readReceiptCode(typed)
  if (code === undefined) return undefined
  const hash = hashOfCode(code)
  const matter = await findMatterByCode(db, countyId, hash)
  if (matter !== undefined) return { matter }
  const visit = await findVisitByCode(db, countyId, hash)
  return visit && { visit }
}

async function shown(ask: Ask, { matter, visit }: Held): Promise<KioskFound> {
  const { db, countyId, now } = ask
  if (matter === undefined) return { found: 'visit', visit: await visitShown(ask, visit) }
  const standing = (await readStanding(db, countyId, matter.taken.matterId, now)) ?? refuse('codeUnknown')
  return { found: 'matter', matter: matterShown(standing, hasEnded(matter)) }
}

/** Field by field: what is new in a standing is not for a public screen before somebody says so. */
const matterShown = (it: MatterStanding, mayReopen: boolean): KioskMatter => ({
  ...{ typeName: it.typeName, unitName: it.unitName, siteName: it.siteName, dutyPhone: it.dutyPhone },
  ...{ state: it.state, takenAt: it.takenAt, post: it.post, heldSeconds: it.heldSeconds },
  ...{ dueAt: it.dueAt, overdue: it.overdue, missing: it.missing, endedAt: it.endedAt },
  steps: it.steps.map(({ name, state }) => ({ name, state })),
  missingMore: it.missingWords !== '',
  pausedUntil: it.pause?.until ?? null,
  extended: it.extension !== null,
  mayReopen,
})

async function visitShown({ db, countyId, now }: Ask, visit: VisitKept): Promise<KioskVisit> {
  const site = await findSite(db, countyId, visit.siteId)
  return {
    siteName: site?.name ?? '',
    begunAt: visit.begunAt,
    words: visit.words.map(({ at, outcome }) => ({ at, outcome })),
    open: takesWords(visit.begunAt, now),
    after: visit.words.at(-1)?.factId ?? '',
  }
}
