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
  const isNews = (day: string, about: string): boolean => {
    if (!told.has(day)) told.clear()
    const all = told.get(day) ?? new Set()
    told.set(day, all)
    if (all.has(about) || all.size >= mostADay * 3) return false
    all.add(about)
    return true
  }
  return {
    note: async (station, serial, address) => {
      const before = known.get(serial) ?? (await lastAddress(station, serial))
      known.set(serial, address)
      if (before === address) return
      const idemKey = `heard:${serial}:${before ?? ''}:${address}:${dayOf(station.clock.now())}`
      if (!isNews(dayOf(station.clock.now()), idemKey)) return
      const body = { serial, siteId: station.siteId, address, before: before ?? null }
      await station.record([{ kind: 'terminalHeard', idemKey, body }])
    },
    refuse: async (stations, serial, address) => {
      const station = stations.find((it) => it.snapshot() !== null)
      if (station === undefined) return
      const day = dayOf(station.clock.now())
      const refused = [...(told.get(day) ?? [])].filter((it) => it.startsWith('refused:')).length
      const about = `refused:${serial}:${day}`
      if (refused >= mostADay || !isNews(day, about) || (await isStated(station, about))) return
      await station.record([
        { kind: 'terminalRefused', idemKey: about, body: { serial, siteId: station.siteId, address } },
      ])
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
