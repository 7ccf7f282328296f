import QRCode from 'qrcode'
import type { CountyAnswer, CountyAsk } from '../../contract/kioskCounty.ts'
import {
  endVisitAtKiosk,
  type KioskFound,
  type KioskTicket,
  readCodeAtKiosk,
  readQueueAtKiosk,
  reopenAtKiosk,
  takeNumberAtKiosk,
} from '../../contract/routes/atKiosk.ts'
import { Refusal, type RefusalName, refuse, sentenceOf } from '../../kit/refusals.ts'
import type { Running } from '../station/stations.ts'
import { openWeight } from './weighing.ts'

type Asks = Pick<Running, 'ask' | 'station'>

/** One screen and one person at a time; more is somebody who plays with the page. */
const asksBorne = { most: 30, withinMs: 60_000 }

/**
 * Passes on what somebody at a kiosk asks of the county. Nothing of it is kept, here or in a log: what comes and goes may
 * hold a code. Never fails: what was refused, or did not come through, is an answer too.
 */
export function openCounty({ ask, station }: Asks, onSurprise: (failure: unknown) => void) {
  const weight = openWeight(asksBorne)
  return async (asked: CountyAsk): Promise<CountyAnswer> => {
    try {
      if (!weight.bears('', station.clock.monotonic())) return refuse('tooManyRequests')
      return await pass(ask, asked)
    } catch (failure) {
      if (failure instanceof Refusal) return refusedWith(failure.refusal)
      onSurprise(failure)
      return refusedWith('surprise')
    }
  }
}

async function pass(ask: Asks['ask'], asked: CountyAsk): Promise<CountyAnswer> {
  switch (asked.ask) {
    case 'queue':
      return { answer: 'queue', now: await ask(readQueueAtKiosk, undefined) }
    case 'number':
      return numberOf(await ask(takeNumberAtKiosk, { press: asked.press, lane: asked.lane }))
    case 'code':
      return foundOf(await ask(readCodeAtKiosk, { code: asked.code }))
    case 'say': {
      const { code, outcome, after } = asked
      return foundOf(await ask(endVisitAtKiosk, { code, outcome, after }))
    }
    case 'reopen':
      return foundOf(await ask(reopenAtKiosk, { code: asked.code }))
    default:
      return asked satisfies never
  }
}

const foundOf = (it: KioskFound): CountyAnswer =>
  it.found === 'matter' ? { answer: 'matter', matter: it.matter } : { answer: 'visit', visit: it.visit }

function numberOf({ ticket, ahead, expected, address }: KioskTicket): CountyAnswer {
  const { number, lane, is } = ticket
  const counter = is.state === 'called' ? is.counter : null
  return { answer: 'number', number, lane, ahead, expected, counter, address, drawn: draw(address) }
}

const refusedWith = (refusal: RefusalName): CountyAnswer => ({
  answer: 'refused',
  refusal,
  zh: sentenceOf(refusal, 'zh'),
  en: sentenceOf(refusal, 'en'),
})

/** A QR code as the path of an SVG, row by row, one unit a module. */
function draw(text: string): { size: number; path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules
  const rows = Array.from({ length: size }, (_, y) => [...data.subarray(y * size, (y + 1) * size)])
  return { size, path: rows.map(pathOfRow).join('') }
}

const pathOfRow = (row: readonly number[], y: number): string =>
  row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')
