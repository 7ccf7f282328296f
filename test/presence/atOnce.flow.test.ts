import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { certificateOf } from '../../src/presence/station/erasing.ts'
import { openStation } from '../../src/presence/station/station.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { fileHook } from '../../src/presence/vault/keyHook.ts'
import { openSiteKeys } from '../../src/presence/vault/siteKeys.ts'
import { openVault, type Vault } from '../../src/presence/vault/vault.ts'
import { type County, openCounty, type StaffMember } from './county.ts'
import { faceOf } from './performer.ts'

let county: County
let running: Running

beforeAll(async () => {
  county = await openCounty()
  running = await county.openStation()
})
afterAll(() => county.close())

const enrol = async (staff: StaffMember): Promise<void> => {
  const { station } = running
  const enrolled = { templateId: newId(), staffId: staff.staffId, consentId: staff.consentId ?? '' }
  const kept = { ...enrolled, enrolledAt: station.clock.now() }
  await station.vault.keep(station.db, kept, faceOf(1, seeded(1)), async () => undefined)
}

test('whoever is erased while the gallery is being opened is not in it afterwards', async () => {
  const staff = await county.addStaff()
  await running.uplink.pullNow()
  await enrol(staff)
  const { db, identity, clock, vault: own } = running.station
  let held: Promise<void> | undefined
  const vault: Vault = {
    ...own,
    open: async (tx) => {
      const opened = await own.open(tx)
      await held
      return opened
    },
  }
  const station = await openStation({ db, identity, clock, vault })
  expect(station.gallery().people.has(staff.staffId)).toBe(true)
  let letGo: () => void = () => undefined
  held = new Promise((done) => {
    letGo = done
  })
  const early = station.refresh()
  // It has read what was there, and is held up.
  await new Promise((wake) => setTimeout(wake, 50))
  held = undefined
  const erased = station.erase([{ staffId: staff.staffId, why: 'staffLeft' }])
  await expect.poll(() => own.list(db)).toEqual([])
  await new Promise((wake) => setTimeout(wake, 50))
  letGo()
  await Promise.all([early, erased])
  expect(station.gallery().people.has(staff.staffId)).toBe(false)
})

test('a station that is asked for twice at once is one station', async () => {
  const siteId = await county.addSite('另一站点')
  const about = {
    countyId: county.countyId,
    siteId,
    name: '另一站点',
    centerKey: running.station.identity.centerKey ?? '',
  }
  const [one, other] = await Promise.all([county.stations().make(about), county.stations().make(about)])
  expect(one.deviceId).toBe(other.deviceId)
  expect(
    county
      .stations()
      .list()
      .filter(({ station }) => station.siteId === siteId),
  ).toHaveLength(1)
})

test('a key that the program did not come to destroy is destroyed after the next start', async () => {
  const staff = await county.addStaff()
  await running.uplink.pullNow()
  await enrol(staff)
  const { db, identity, siteId } = running.station
  const keysFolder = county.keysFolder
  const hook = await fileHook(keysFolder)
  const keys = () => openSiteKeys(keysFolder, identity.deviceId, hook)
  const before = (await keys()).current().keyId
  // The rows go with their certificate, and then the power is out.
  const powerOut = { wrap: () => Promise.reject(new Error('no power')), unwrap: hook.unwrap }
  const dying = await openVault(identity, keysFolder, powerOut)
  await dying.destroy(db, [staff.staffId], async (tx, gone) => {
    await running.station.record(
      gone.map((one) => certificateOf(siteId, one, 'staffLeft')),
      tx,
    )
  })
  expect((await keys()).current().keyId).toBe(before)

  const next = await openVault(identity, keysFolder, hook)
  await next.settle(db)
  const after = (await keys()).current().keyId
  expect(after).not.toBe(before)
  expect((await keys()).find(before)).toBeUndefined()
  await next.settle(db)
  expect((await keys()).current().keyId).toBe(after)
})
