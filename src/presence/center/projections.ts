import type { Projection } from '../../fact/append.ts'
import type { Fact, FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { terminalProjection } from '../terminal/center/projection.ts'
import { completenessProjection } from './completeness/projection.ts'
import { spotCheckProjection } from './spotCheck/projection.ts'
import { suspectProjection } from './suspect/projection.ts'
import './tables.ts'

const deviceProjection: Projection = {
  name: 'device',
  tables: ['device', 'kiosk', 'device_start', 'device_trouble'],
  kinds: ['stationKept', 'kioskBound', 'stationStarted', 'kioskTrouble'],
  async apply(db, facts) {
    for (const fact of facts) await applyDevice(db, fact)
  },
}

async function applyDevice(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'stationKept') await keepDevice(db, fact)
  else if (fact.kind === 'kioskBound') await keepKiosk(db, fact)
  else if (fact.kind === 'stationStarted') await keepStart(db, fact)
  else if (fact.kind === 'kioskTrouble') await keepTrouble(db, fact)
}

async function keepDevice(db: Db, { countyId, at, body }: FactOf<'stationKept'>): Promise<void> {
  const { deviceId, siteId, name, publicKey, revoked } = body
  const row = { site_id: siteId, name, public_key: publicKey, revoked }
  await db
    .insertInto('device')
    .values({ county_id: countyId, device_id: deviceId, since: at, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'device_id']).doUpdateSet(row))
    .execute()
}

async function keepKiosk(db: Db, { countyId, deviceId, at, body }: FactOf<'kioskBound'>): Promise<void> {
  const { kioskId, siteId, revoked } = body
  await db
    .insertInto('kiosk')
    .values({
      county_id: countyId,
      kiosk_id: kioskId,
      device_id: deviceId ?? null,
      site_id: siteId,
      bound_at: at,
      revoked,
    })
    .onConflict((clash) => clash.columns(['county_id', 'kiosk_id']).doUpdateSet({ revoked }))
    .execute()
}

async function keepStart(db: Db, { countyId, deviceId, at, body }: FactOf<'stationStarted'>): Promise<void> {
  if (deviceId === undefined) return
  const row = { at, version: body.version, models: JSON.stringify(body.models), kiosk_origin: body.kioskOrigin ?? null }
  await db
    .insertInto('device_start')
    .values({ county_id: countyId, device_id: deviceId, boot_id: body.bootId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'boot_id']).doUpdateSet(row))
    .execute()
}

async function keepTrouble(db: Db, fact: FactOf<'kioskTrouble'>): Promise<void> {
  const { siteId, trouble, detail } = fact.body
  await db
    .insertInto('device_trouble')
    .values({
      county_id: fact.countyId,
      fact_id: fact.id,
      device_id: fact.deviceId ?? null,
      site_id: siteId,
      at: fact.at,
      trouble,
      detail,
    })
    .execute()
}

const checkInProjection: Projection = {
  name: 'checkIn',
  tables: ['check_in', 'attempt'],
  kinds: ['checkIn', 'countersigned', 'attemptJudged'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'checkIn') await keepCheckIn(db, fact)
      else if (fact.kind === 'countersigned') await countersign(db, fact)
      else if (fact.kind === 'attemptJudged') await keepAttempt(db, fact)
    }
  },
}

async function keepCheckIn(db: Db, fact: FactOf<'checkIn'>): Promise<void> {
  const { checkInId, staffId, siteId, method, direction, time, attemptId } = fact.body
  await db
    .insertInto('check_in')
    .values({
      county_id: fact.countyId,
      check_in_id: checkInId,
      fact_id: fact.id,
      staff_id: staffId,
      site_id: siteId,
      device_id: fact.deviceId ?? null,
      device_seq: fact.deviceSeq ?? null,
      at: fact.at,
      method,
      direction,
      reading: JSON.stringify(time),
      attempt_id: attemptId,
      countersigned_by: null,
      countersigned_staff_id: null,
      simulated: fact.simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .execute()
}

/** The first witness counts. */
async function countersign(db: Db, { countyId, body }: FactOf<'countersigned'>): Promise<void> {
  await db
    .updateTable('check_in')
    .set({ countersigned_by: body.witness, countersigned_staff_id: body.witnessStaffId })
    .where('county_id', '=', countyId)
    .where('check_in_id', '=', body.checkInId)
    .where('countersigned_by', 'is', null)
    .execute()
}

async function keepAttempt(db: Db, fact: FactOf<'attemptJudged'>): Promise<void> {
  const { siteId, record, verdict, why, staffId } = fact.body
  await db
    .insertInto('attempt')
    .values({
      county_id: fact.countyId,
      attempt_id: record.attemptId,
      session_id: record.sessionId,
      number: record.number,
      site_id: siteId,
      device_id: fact.deviceId ?? null,
      at: fact.at,
      verdict,
      why: JSON.stringify(why),
      staff_id: staffId,
      duration_ms: record.durationMs,
      simulated: fact.simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'attempt_id']).doNothing())
    .execute()
}

const enrolmentProjection: Projection = {
  name: 'enrolment',
  tables: ['enrolment'],
  kinds: ['templateEnrolled', 'templateErased'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'templateEnrolled') await keepEnrolled(db, fact)
      else if (fact.kind === 'templateErased') await keepErased(db, fact)
    }
  },
}

async function keepEnrolled(db: Db, { countyId, deviceId, at, body }: FactOf<'templateEnrolled'>): Promise<void> {
  await db
    .insertInto('enrolment')
    .values({
      county_id: countyId,
      template_id: body.templateId,
      staff_id: body.staffId,
      site_id: body.siteId,
      device_id: deviceId ?? null,
      consent_id: body.consentId,
      enrolled_at: at,
      models: JSON.stringify(body.models),
      erased_at: null,
      erased_why: null,
      erased_fact_id: null,
      ciphertext_sha256: null,
      key_id: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'template_id']).doNothing())
    .execute()
}

async function keepErased(db: Db, fact: FactOf<'templateErased'>): Promise<void> {
  await db
    .updateTable('enrolment')
    .set({
      erased_at: fact.at,
      erased_why: fact.body.why,
      erased_fact_id: fact.id,
      ciphertext_sha256: fact.body.ciphertextSha256,
      key_id: fact.body.keyId,
    })
    .where('county_id', '=', fact.countyId)
    .where('template_id', '=', fact.body.templateId)
    .where('erased_at', 'is', null)
    .execute()
}

/** Read tables of the center about what stations stated. */
export const presenceProjections: readonly Projection[] = [
  deviceProjection,
  completenessProjection,
  checkInProjection,
  terminalProjection,
  enrolmentProjection,
  suspectProjection,
  spotCheckProjection,
]
