import { newId } from '../kit/ids.ts'
import type { Iso } from '../kit/time.ts'
import type { Actor, Envelope, Fact, FactBody, FactKind } from './fact.ts'

/** Everything a fact needs besides its kind and body. */
export interface Circumstances {
  readonly countyId: number
  readonly now: Iso
  readonly by: Actor
  readonly at?: Iso
  readonly siteId?: string
  readonly staffId?: string
  readonly deviceId?: string
  readonly simulated?: boolean
  /** Same key, same fact: what makes repeating safe. A new fact each time where none is given. */
  readonly idemKey?: string
}

/** A fact not yet kept. Its body is checked again when it is appended. */
export function draft<K extends FactKind>(kind: K, body: FactBody<K>, about: Circumstances): Fact {
  const id = newId()
  const { countyId, now, by, at = now, simulated = false, idemKey = id, siteId, staffId, deviceId } = about
  const envelope: Envelope = {
    id,
    countyId,
    at,
    recordedAt: now,
    by,
    simulated,
    idemKey,
    ...(siteId && { siteId }),
    ...(staffId && { staffId }),
    ...(deviceId && { deviceId }),
  }
  return { ...envelope, kind, body } as unknown as Fact
}
