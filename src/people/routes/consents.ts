import type { Consent, Staff } from '../../contract/people.ts'
import * as routes from '../../contract/routes/people.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { consentText } from '../consent-text.ts'
import { judgeConsent } from '../rules/consent.ts'
import { hasLeft } from '../rules/staff.ts'
import { holdsWithin, maySeeUnit, pathOf } from '../rules/tree.ts'
import { findConsent, listConsents, listKeptConsents } from '../store/consents.ts'
import { findStaff, listStaff } from '../store/staff.ts'
import { readParents, unitPathOf } from '../store/tree.ts'

const readConsentText = answer(routes.readConsentText, async () => ({ ...consentText }))

const listConsentsAnswer = answer(routes.listConsents, async ({ query }, ask) => {
  const [staff, parents, consents] = await Promise.all([
    listStaff(ask.db, ask.countyId),
    readParents(ask.db, ask.countyId),
    listConsents(ask.db, ask.countyId, query.staffId),
  ])
  const { grants } = callerOf(ask)
  const seen = new Set(
    staff.filter(({ unitId }) => maySeeUnit(grants, pathOf(parents, unitId))).map(({ staffId }) => staffId),
  )
  return consents.filter(({ staffId }) => seen.has(staffId))
})

const giveConsent = answer(routes.giveConsent, async ({ params, body }, ask) => {
  const staff = (await findStaff(ask.db, ask.countyId, params.staffId)) ?? refuse('notFound')
  const { staffId } = staff
  await demandSigner(ask, staff, body.how)
  if (hasLeft(staff, dayOf(ask.now))) refuse('notFound')
  const { version, sha256 } = consentText
  if (body.textVersion !== version || body.textSha256 !== sha256) refuse('consentTextChanged', { version, sha256 })
  const kept = await listKeptConsents(ask.db, ask.countyId, staffId)
  if (judgeConsent(kept.get(staffId) ?? [], sha256).state === 'given') refuse('alreadyDone')

  const consentId = newId()
  const given = { consentId, staffId, purpose: 'faceCheckIn' as const, ...body }
  await ask.record('consentGiven', given, { staffId, siteId: staff.siteId })
  return getConsent(ask, consentId)
})

const withdrawConsent = answer(routes.withdrawConsent, async ({ params: { consentId } }, ask) => {
  const consent = (await findConsent(ask.db, ask.countyId, consentId)) ?? refuse('notFound')
  const staff = (await findStaff(ask.db, ask.countyId, consent.staffId)) ?? refuse('notFound')
  const how = callerOf(ask).staffId === staff.staffId ? 'ownAccount' : 'paper'
  await demandSigner(ask, staff, how)
  if (consent.withdrawnAt !== null) return consent
  const { staffId, siteId } = staff
  await ask.record('consentWithdrawn', { consentId, staffId, how }, { staffId, siteId })
  return getConsent(ask, consentId)
})

/** A person signs only for himself; a clerk only what somebody of his units signed on paper, never in that one's name. */
async function demandSigner(ask: Ask, staff: Staff, how: 'ownAccount' | 'paper'): Promise<void> {
  const caller = callerOf(ask)
  if (how === 'ownAccount') {
    if (caller.staffId !== staff.staffId) refuse('forbidden')
    return
  }
  const path = await unitPathOf(ask.db, ask.countyId, staff.unitId)
  if (!holdsWithin(caller.grants, ['clerk'], path)) refuse('forbidden')
}

const getConsent = async (ask: Ask, consentId: string): Promise<Consent> =>
  (await findConsent(ask.db, ask.countyId, consentId)) ?? refuse('notFound')

export const consentAnswers: readonly Answer[] = [readConsentText, listConsentsAnswer, giveConsent, withdrawConsent]
