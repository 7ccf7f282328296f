import { z } from 'zod'

const uuid = z.uuid()

/** What can be wrong with the numbers of a device: one is missing, one says two things, or the center holds fewer than were made. */
export const DeviceAlarm = z.enum(['gap', 'double', 'missing'])
export type DeviceAlarm = z.infer<typeof DeviceAlarm>

/** What the center and a station say about the station's own completeness. */
export const deviceKinds = {
  /** The center heard nothing of a station between two instants of its own clock, while it listened. */
  deviceSilent: z.object({ deviceId: uuid, siteId: uuid, from: z.string(), to: z.string() }),
  /** `seq` is the number in question: the first missing one, the contradicted one, or the last one stated. */
  deviceAlarmed: z.object({ deviceId: uuid, siteId: uuid, alarm: DeviceAlarm, seq: z.number().int() }),
  /** Once a month a station states how many facts it ever made, and the number of the last one before this. */
  stationCounted: z.object({
    siteId: uuid,
    month: z.string(),
    made: z.number().int(),
    lastSeq: z.number().int(),
  }),
} as const
