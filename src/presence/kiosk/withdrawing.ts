import type { FromKiosk } from '../../contract/kiosk.ts'
import type { Statement, Station } from '../station/station.ts'
import { checkPin } from './claims.ts'
import { type Desk, type Mode, notice } from './mode.ts'

const shownMs = 7_000

/**
 * Withdraws a consent on the spot, with or without a network: the template is destroyed before anything is shown. Whoever
 * has nothing to withdraw hears the same, as the wish is fulfilled.
 */
export async function withdraw(desk: Desk, message: Extract<FromKiosk, { say: 'withdraw' }>): Promise<Mode> {
  const { station } = desk
  const word = await checkPin(station, message.claim, 'either', message.pin)
  const at = station.clock.monotonic()
  if (word.kind === 'wrong') {
    const body = { siteId: station.siteId, claim: message.claim, why: word.why }
    await station.record([{ kind: 'otherWayRefused', body }])
    const refused = word.why === 'locked' ? 'otherWayLocked' : 'otherWayWrong'
    return desk.go.otherWay(at, { offered: false, refused })
  }
  const { staffId, name } = word.staff
  await eraseFor(station, staffId)
  desk.nudge()
  return notice({ scene: 'withdrawn', name }, at + shownMs, () => {
    return desk.go.idle(at + shownMs, { description: undefined })
  })
}

async function eraseFor(station: Station, staffId: string): Promise<void> {
  const told = station.snapshot()
  const kept = (await station.vault.list(station.db)).find((one) => one.staffId === staffId)
  const consentId = told?.staff.find((one) => one.staffId === staffId)?.consentId ?? kept?.consentId
  const withdrawn: Statement[] =
    consentId === undefined || consentId === null
      ? []
      : [
          {
            kind: 'consentWithdrawn',
            staffId,
            idemKey: `${consentId}:withdrawn`,
            body: { consentId, staffId, how: 'kiosk' },
          },
        ]
  await station.erase([{ staffId, why: 'consentWithdrawn' }], withdrawn)
  // Until the center has heard of it, the station knows by itself that this consent is gone. What the center may have
  // said meanwhile stays.
  const known = station.snapshot()
  if (known === null) return
  const staff = known.staff.map((one) => (one.staffId === staffId ? { ...one, consentId: null } : one))
  await station.amend({ ...known, staff })
}
