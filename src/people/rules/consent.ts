/** A consent as far as its state hangs on it. */
export interface KeptConsent {
  readonly consentId: string
  readonly textSha256: string
  readonly givenAt: string
  readonly withdrawnAt: string | null
}

/** What a person's consents come to under the text in force. */
export type ConsentState =
  | { readonly state: 'none' }
  | { readonly state: 'given'; readonly consentId: string }
  | { readonly state: 'withdrawn' }
  /** Given, but to another text: nothing may rest on it until it is given anew (PIPL 14). */
  | { readonly state: 'renewalNeeded'; readonly consentId: string }

/** Judges all consents of one person; only the newest counts. */
export function judgeConsent(consents: readonly KeptConsent[], textSha256: string): ConsentState {
  const newest = consents.reduce<KeptConsent | undefined>((best, one) => (isNewer(one, best) ? one : best), undefined)
  if (newest === undefined) return { state: 'none' }
  if (newest.withdrawnAt !== null) return { state: 'withdrawn' }
  if (newest.textSha256 !== textSha256) return { state: 'renewalNeeded', consentId: newest.consentId }
  return { state: 'given', consentId: newest.consentId }
}

const isNewer = (one: KeptConsent, best: KeptConsent | undefined): boolean =>
  best === undefined || one.givenAt > best.givenAt || (one.givenAt === best.givenAt && one.consentId > best.consentId)

/** What screens are told; a consent that needs renewal counts as none. */
export const plainState = ({ state }: ConsentState): 'none' | 'given' | 'withdrawn' =>
  state === 'renewalNeeded' ? 'none' : state
