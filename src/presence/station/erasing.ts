import type { StationSnapshot } from '../../contract/routes/station.ts'
import type { FactBody } from '../../fact/fact.ts'
import type { Destroyed, Enrolled } from '../vault/vault.ts'
import type { Statement, Station } from './station.ts'

/** Whose template has to go, and why. */
export interface Erasure {
  readonly staffId: string
  readonly why: FactBody<'templateErased'>['why']
}

/** The templates that nothing allows any more: the law wants them gone as soon as the station hears of it. */
export function listOverdue(enrolled: readonly Enrolled[], told: StationSnapshot): Erasure[] {
  return enrolled.flatMap(({ staffId, consentId }): Erasure[] => {
    if (told.revoked) return [{ staffId, why: 'stationRevoked' }]
    const staff = told.staff.find((one) => one.staffId === staffId)
    if (staff === undefined || staff.left) return [{ staffId, why: 'staffLeft' }]
    return staff.consentId === consentId ? [] : [{ staffId, why: 'consentWithdrawn' }]
  })
}

/** Destroys templates with their certificates, and records `more` with them even when there was no template. */
export async function eraseTemplates(
  station: Station,
  erasures: readonly Erasure[],
  more: readonly Statement[],
): Promise<void> {
  const why = new Map(erasures.map((one) => [one.staffId, one.why]))
  let certified = false
  await station.vault.destroy(station.db, [...why.keys()], async (tx, gone) => {
    const certificates = gone.map((one) => certificateOf(station.siteId, one, why.get(one.staffId) ?? 'staffLeft'))
    await station.record([...more, ...certificates], tx)
    certified = true
  })
  if (!certified && more.length > 0) await station.record(more)
}

/** The fact that a template was destroyed. */
export const certificateOf = (
  siteId: string,
  gone: Destroyed,
  why: Erasure['why'],
): Extract<Statement, { kind: 'templateErased' }> => ({
  kind: 'templateErased',
  staffId: gone.staffId,
  idemKey: `${gone.templateId}:erased`,
  body: {
    templateId: gone.templateId,
    staffId: gone.staffId,
    siteId,
    consentId: gone.consentId,
    why,
    ciphertextSha256: gone.ciphertextSha256,
    keyId: gone.keyId,
  },
})
