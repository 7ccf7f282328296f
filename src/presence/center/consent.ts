import { consentText } from '../../people/consent-text.ts'
import { judgeConsent } from '../../people/rules/consent.ts'
import { listKeptConsents } from '../../people/store/consents.ts'
import type { Db } from '../../store/open.ts'

/** The consent to the text in force that a person has given and not withdrawn. */
export async function findLiveConsent(db: Db, countyId: number, staffId: string): Promise<string | undefined> {
  const kept = (await listKeptConsents(db, countyId, staffId)).get(staffId) ?? []
  const state = judgeConsent(kept, consentText.sha256)
  return state.state === 'given' ? state.consentId : undefined
}
