import { randomInt } from 'node:crypto'
import { listEnrolments, openEnrolment } from '../../contract/routes/presence.ts'
import { type Answer, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf, toIso, toMs } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { sha256Of } from '../../people/secrets/token.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { findStaff } from '../../people/store/staff.ts'
import { keepEnrolmentCode } from './codes.ts'
import { findLiveConsent } from './consent.ts'
import { getReachedSite } from './reach.ts'

const codeLivesMs = 10 * 60_000

/** Codes with which people are enrolled, and who is. */
export const enrolmentAnswers: Answer[] = [
  answer(openEnrolment, async ({ params }, ask) => {
    const { db, countyId, now } = ask
    const staff = await findStaff(db, countyId, params.staffId)
    if (staff === undefined) return refuse('notFound')
    await getReachedSite(ask, staff.siteId, ['clerk'])
    if (hasLeft(staff, dayOf(now))) return refuse('notFound')
    const consentId = await findLiveConsent(db, countyId, staff.staffId)
    if (consentId === undefined) return refuse('consentWanted')
    const expiresAt = toIso(toMs(now) + codeLivesMs)
    const about = { siteId: staff.siteId, staffId: staff.staffId, consentId, expiresAt }
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const clerkAccountId = callerOf(ask).accountId
      const kept = { ...about, clerkAccountId, codeSha256: sha256Of(code) }
      if (await keepEnrolmentCode(db, countyId, kept, now)) return { code, expiresAt }
    }
  }),

  answer(listEnrolments, async (_, ask) => {
    const siteIds = await listVisibleSites(ask.db, ask.countyId, callerOf(ask))
    if (siteIds.length === 0) return []
    const rows = await ask.db
      .selectFrom('enrolment')
      .selectAll()
      .where('county_id', '=', ask.countyId)
      .where('site_id', 'in', siteIds)
      .orderBy('enrolled_at', 'desc')
      .execute()
    return rows.map((row) => ({
      templateId: row.template_id,
      staffId: row.staff_id,
      siteId: row.site_id,
      enrolledAt: row.enrolled_at,
      erasedAt: row.erased_at,
      erasedWhy: row.erased_why,
      certificate:
        row.erased_fact_id === null
          ? null
          : { factId: row.erased_fact_id, ciphertextSha256: row.ciphertext_sha256 ?? '', keyId: row.key_id ?? '' },
    }))
  }),
]
