import type { Staff } from '../../contract/people.ts'
import type { Description } from '../../face/description.ts'
import { newId } from '../../kit/ids.ts'
import { type Door, simulatedModels, tryFace } from './checkIns.ts'
import type { Dice } from './dice.ts'
import { idOf } from './names.ts'

/**
 * Enrols somebody of the demonstration who gave his consent: a simulated attempt, and a template of numbers that belong to
 * no face. Its version says so, hence no real face is ever compared with it.
 */
export async function enrol(door: Door, staff: Staff, clerkLogin: string): Promise<void> {
  const { station } = door
  const consentId = station.findStaff(staff.staffId)?.consentId ?? null
  const { alongside, attemptId } = tryFace(door, staff.staffId)
  if (consentId === null || attemptId === null) return

  const [templateId, { staffId }, { siteId }] = [newId(), staff, station]
  const clerkAccountId = idOf(`account ${clerkLogin}`)
  const body = { templateId, staffId, siteId, consentId, clerkAccountId, frames: 4, models: simulatedModels, attemptId }
  const enrolled = { templateId, staffId, consentId, enrolledAt: station.clock.now() }
  await station.vault.keep(station.db, enrolled, noFace(door.dice), async (tx) => {
    const statement = {
      kind: 'templateEnrolled',
      staffId,
      idemKey: templateId,
      body: { ...body, confirmedBy: 'pin' },
    } as const
    await station.record([...alongside, statement], tx)
  })
}

const noFace = (dice: Dice): Description => ({
  version: 'simulated',
  vectors: { fa: unitVector(dice, 128), fr: unitVector(dice, 1024), mf: unitVector(dice, 192) },
})

function unitVector(dice: Dice, length: number): Float32Array {
  const raw = Float32Array.from({ length }, () => dice.next() - 0.5)
  const norm = Math.hypot(...raw)
  return raw.map((value) => value / norm)
}
