import { dayOf, type Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { mostNoted, noteEvents } from './events.ts'
import { forgetAddresses } from './forgetting.ts'
import type { Looked } from './looked.ts'
import { mailWay } from './mail.ts'
import { listReaders } from './people.ts'
import { isQuiet } from './plan.ts'
import type { PostOptions } from './posting.ts'
import { giveUpLate, sendDue, type Way } from './sending.ts'
import type { MailSettings } from './settings.ts'
import { switchOffDead } from './switching.ts'
import { forgetTold, tellAll } from './telling.ts'
import { listLiveWebhooks, webhookWay } from './webhooks.ts'

/** Where the timetable works, and on whose clock. */
export interface At {
  readonly db: Db
  readonly countyId: number
  readonly clock: () => Iso
}

/**
 * Each minute: who has to know what is told, and e-mails go out to those for whom it is neither night nor a day of rest.
 * The same `looked` is for every minute of one program.
 */
export async function runNotices({ db, countyId, clock }: At, mail: Way | null, looked: Looked): Promise<number> {
  const now = clock()
  // At night nobody is awake, whatever day it is.
  const readers = isQuiet(now, true) ? [] : await listReaders(db, countyId, now)
  const awake = readers.filter((it) => !isQuiet(now, it.isWorkingDay(dayOf(now))))
  const given = await tellAll(db, countyId, now, { awake, sendsMail: mail !== null, looked })
  await onceADay(looked, now, () => forgetTold(db, countyId, now))
  await forgetAddresses(db, countyId, now)
  if (mail === null || awake.length === 0) return given
  const targets = awake.map((it) => it.accountId)
  await sendDue(db, { countyId, channel: 'mail', way: mail }, clock, targets)
  return given
}

async function onceADay(looked: Pick<Looked, 'clearedOn'>, now: Iso, work: () => Promise<unknown>): Promise<void> {
  if (looked.clearedOn === dayOf(now)) return
  await work()
  looked.clearedOn = dayOf(now)
}

/** Each minute, apart from the other so that a slow mail server holds up no program: webhooks are called, day and night. */
export async function runWebhooks(
  { db, countyId, clock }: At,
  { sealingKey, ...options }: PostOptions & { readonly sealingKey: Uint8Array },
  noted: Noted,
): Promise<number> {
  const now = clock()
  await giveUpLate(db, countyId, now)
  await onceADay(noted, now, () => switchOffDead(db, countyId, now))
  const live = await listLiveWebhooks(db, countyId)
  if (live.length === 0) return 0
  const count = await atomically(db, (tx) => noteEvents(tx, countyId, now, noted.at))
  // Whoever could not note everything looks back as far again.
  if (count < mostNoted) noted.at = now
  const way = webhookWay(db, countyId, sealingKey, options)
  return sendDue(db, { countyId, channel: 'webhook', way }, clock, live)
}

/** Up to which minute events were noted, in memory only: whoever starts anew looks back further. */
export interface Noted {
  at: Iso | null
  clearedOn: Looked['clearedOn']
}

export const nothingNoted = (): Noted => ({ at: null, clearedOn: null })

/** The way out for e-mail, or none. */
export const openMail = (db: Db, countyId: number, mail: MailSettings | null, baseUrl: string): Way | null =>
  mail === null ? null : mailWay(db, countyId, { mail, baseUrl })
