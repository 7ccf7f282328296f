import { dayOf } from '../../../kit/time.ts'
import type { Station } from '../../station/station.ts'

/** From where terminals speak: each new address is a fact, and so is whatever is not on the list. */
export interface Addresses {
  note(station: Station, serial: string, address: string): Promise<void>
  refuse(stations: readonly Station[], serial: string, address: string): Promise<void>
}

/** Whoever changes addresses, or tries serial numbers, is told of so many times a day. */
const mostADay = 20

export function openAddresses(): Addresses {
  const known = new Map<string, string>()
  const told = new Map<string, Set<string>>()
  const toldOn = (day: string): Set<string> => {
    if (!told.has(day)) told.clear()
    const all = told.get(day) ?? new Set()
    told.set(day, all)
    return all
  }
  /** Says it once a day; what could not be kept is said with the next call. */
  const tell = async (day: string, about: string, say: () => Promise<unknown>): Promise<void> => {
    const all = toldOn(day)
    if (all.has(about) || all.size >= mostADay * 3) return
    all.add(about)
    try {
      await say()
    } catch (failure) {
      all.delete(about)
      throw failure
    }
  }
  return {
    note: async (station, serial, address) => {
      const before = known.get(serial) ?? (await lastAddress(station, serial))
      const day = dayOf(station.clock.now())
      const idemKey = `heard:${serial}:${before ?? ''}:${address}:${day}`
      const body = { serial, siteId: station.siteId, address, before: before ?? null }
      if (before !== address) {
        await tell(day, idemKey, () => station.record([{ kind: 'terminalHeard', idemKey, body }]))
      }
      known.set(serial, address)
    },
    refuse: async (stations, serial, address) => {
      const station = stations.find((it) => it.snapshot() !== null)
      if (station === undefined) return
      const day = dayOf(station.clock.now())
      if ([...toldOn(day)].filter((it) => it.startsWith('refused:')).length >= mostADay) return
      const idemKey = `refused:${serial}:${day}`
      const body = { serial, siteId: station.siteId, address }
      await tell(day, idemKey, async () => {
        if (await isStated(station, idemKey)) return
        await station.record([{ kind: 'terminalRefused', idemKey, body }])
      })
    },
  }
}

async function lastAddress({ db, countyId, deviceId }: Station, serial: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('fact')
    .select('body')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'terminalHeard')
    .where('device_id', '=', deviceId)
    .orderBy('device_seq', 'desc')
    .execute()
  const found = rows.map((row) => row.body as { serial: string; address: string }).find((it) => it.serial === serial)
  return found?.address
}

/** Stated before the program was started anew, from another address maybe. */
async function isStated({ db, countyId, deviceId }: Station, idemKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('fact')
    .select('id')
    .where('county_id', '=', countyId)
    .where('idem_key', '=', `${deviceId}:${idemKey}`)
    .executeTakeFirst()
  return row !== undefined
}
