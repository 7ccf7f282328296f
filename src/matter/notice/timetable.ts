import { dayOf, type Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { noteEvents } from './events.ts'
import { forgetAddresses } from './forgetting.ts'
import { mailWay } from './mail.ts'
import { listReaders } from './people.ts'
import { isQuiet } from './plan.ts'
import type { PostOptions } from './posting.ts'
import { sendDue, type Way } from './sending.ts'
import type { MailSettings } from './settings.ts'
import { forgetTold, tellAll } from './telling.ts'
import { listLiveWebhooks, webhookWay } from './webhooks.ts'

/** Where the timetable works, and on whose clock. */
export interface At {
  readonly db: Db
  readonly countyId: number
  readonly clock: () => Iso
}

/** Each minute: who has to know what is told, and e-mails go out to those for whom it is neither night nor a day of rest. */
export async function runNotices({ db, countyId, clock }: At, mail: Way | null): Promise<number> {
  const now = clock()
  const readers = await listReaders(db, countyId, now)
  const given = await tellAll(db, countyId, now, { readers, sendsMail: mail !== null })
  await forgetTold(db, countyId, now)
  await forgetAddresses(db, countyId, now)
  if (mail === null) return given
  const awake = readers.filter((it) => !isQuiet(now, it.isWorkingDay(dayOf(now)))).map((it) => it.accountId)
  await sendDue(db, { countyId, channel: 'mail', way: mail }, clock, awake)
  return given
}

/** Each minute, apart from the other so that a slow mail server holds up no program: webhooks are called, day and night. */
export async function runWebhooks(
  { db, countyId, clock }: At,
  { sealingKey, ...options }: PostOptions & { readonly sealingKey: Uint8Array },
): Promise<number> {
  const live = await listLiveWebhooks(db, countyId)
  if (live.length === 0) return 0
  await atomically(db, (tx) => noteEvents(tx, countyId, clock()))
  const way = webhookWay(db, countyId, sealingKey, options)
  return sendDue(db, { countyId, channel: 'webhook', way }, clock, live)
}

/** The way out for e-mail, or none. */
export const openMail = (db: Db, countyId: number, mail: MailSettings | null, baseUrl: string): Way | null =>
  mail === null ? null : mailWay(db, countyId, { mail, baseUrl })
