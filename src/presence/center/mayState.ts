import type { Fact, FactBody, FactKind } from '../../fact/fact.ts'
import { envelopeOf, type KeptFact } from '../../fact/kept.ts'

/** Kinds of facts a station may state. Everything else is for the center to say. */
const stationKinds = [
  'attemptJudged',
  'checkIn',
  'consentWithdrawn',
  'countersigned',
  'enrolmentRefused',
  'kioskBound',
  'kioskTrouble',
  'otherWayRefused',
  'stationCounted',
  'stationStarted',
  'suspectRaised',
  'templateEnrolled',
  'templateErased',
  'terminalCounted',
  'terminalHeard',
  'terminalPunched',
  'terminalRefused',
  'terminalUnread',
  'visitBegun',
  'visitEnded',
] as const satisfies readonly FactKind[]
export type StationKind = (typeof stationKinds)[number]

/** What the center knows of the station that speaks. */
export interface Speaker {
  readonly countyId: number
  readonly deviceId: string
  readonly siteId: string
  /** Everybody who works or ever worked at its site. */
  readonly staffIds: ReadonlySet<string>
  /** Consents and whose they are, of those people. */
  readonly consents: ReadonlyMap<string, string>
}

export type Misfit = 'kind' | 'county' | 'device' | 'site' | 'actor' | 'staff' | 'consent' | 'method'

/** Why a station may not state a fact, or null. It may speak for itself, its own site and the people there, and nobody else. */
export function findMisfit(kept: KeptFact, speaker: Speaker): Misfit | null {
  const { countyId, deviceId, siteId, staffId, by, kind } = envelopeOf(kept)
  if (!(stationKinds as readonly string[]).includes(kind)) return 'kind'
  if (countyId !== speaker.countyId) return 'county'
  if (deviceId !== speaker.deviceId) return 'device'
  if (siteId !== speaker.siteId) return 'site'
  if (by.kind !== 'station' || by.deviceId !== speaker.deviceId) return 'actor'
  if (staffId !== undefined && !speaker.staffIds.has(staffId)) return 'staff'
  return kept.state === 'whole' ? findMisfitInBody(kept.fact, speaker) : null
}

function findMisfitInBody(fact: Fact, speaker: Speaker): Misfit | null {
  const { staffId, body } = fact
  if ('siteId' in body && body.siteId !== speaker.siteId) return 'site'
  if (namedIn(body).some((one) => !speaker.staffIds.has(one))) return 'staff'
  if ('staffId' in body && (body.staffId ?? undefined) !== staffId) return 'staff'
  return findMisfitOfKind(fact, speaker)
}

function findMisfitOfKind({ kind, body }: Fact, speaker: Speaker): Misfit | null {
  switch (kind) {
    case 'checkIn':
      return only(body.method !== 'clerk')
    case 'countersigned':
      return only(body.witness === 'staff')
    case 'templateEnrolled':
    case 'consentWithdrawn':
      return misfitOfConsent(body, speaker)
    case 'terminalPunched':
      return only(body.way === 'push')
    case 'visitBegun':
    case 'visitEnded':
      return misfitOfVisit(body)
    case 'suspectRaised':
      // What is seen over days or at other sites is for the center to say.
      return only(body.rule === 'series')
    default:
      return null
  }
}

const misfitOfConsent = (
  { consentId, staffId }: { readonly consentId: string; readonly staffId: string },
  { consents }: Speaker,
): Misfit | null => (consents.get(consentId) === staffId ? null : 'consent')

const only = (isIts: boolean): Misfit | null => (isIts ? null : 'method')

/** A visitor at a kiosk names no matter and writes nothing; from elsewhere he does not come over a station. */
function misfitOfVisit(body: FactBody<'visitBegun'> | FactBody<'visitEnded'>): Misfit | null {
  const isPlain = 'channel' in body ? body.channel === 'kiosk' : body.told === ''
  return isPlain && body.matterId === null ? null : 'method'
}

const namedIn = (body: Fact['body']): string[] =>
  (['staffId', 'witnessStaffId', 'sameAsStaffId'] as const).flatMap((name) => {
    const value = (body as Partial<Record<typeof name, string | null>>)[name]
    return typeof value === 'string' ? [value] : []
  })
