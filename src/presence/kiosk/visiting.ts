import type { FromKiosk, FromStation } from '../../contract/kiosk.ts'
import type { Statement, Station } from '../station/station.ts'
import { pressedOf } from './press.ts'

type Said = Extract<FromKiosk, { say: 'visit' }>
type Kept = Extract<FromStation, { say: 'visitKept' }>

/**
 * Somebody at the door says that he is there, or what became of it. Kept here and sent to the center when there is a
 * network; pressed again, or sent again, it is the same visit. Nothing of who he is.
 */
export async function keepVisit(station: Station, { press, outcome }: Said): Promise<Kept> {
  const { siteId } = station
  const { visitId, code, codeHash } = pressedOf(press)
  const begun: Statement = {
    kind: 'visitBegun',
    body: { visitId, codeHash, siteId, channel: 'kiosk', matterId: null },
    idemKey: `visitBegun:${visitId}`,
  }
  await station.record(outcome === null ? [begun] : [begun, endedWith(outcome)])
  return { say: 'visitKept', press, code, outcome }

  function endedWith(said: NonNullable<Said['outcome']>): Statement {
    const body = { visitId, siteId, outcome: said, told: '', materials: [], typeId: null, matterId: null }
    return { kind: 'visitEnded', body, idemKey: `visitEnded:${visitId}:${said}` }
  }
}
