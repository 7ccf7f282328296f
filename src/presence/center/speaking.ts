import { type Ask, type CallingStation, stationOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { findDevice } from './store.ts'

/** A station that may still speak. Refuses `stationRevoked`. */
export async function getSpeaking(ask: Ask): Promise<CallingStation> {
  const station = stationOf(ask)
  const device = await findDevice(ask.db, ask.countyId, station.deviceId)
  return device === undefined || device.revoked ? refuse('stationRevoked') : station
}
