import { createTransport } from 'nodemailer'
import type { Db } from '../../store/open.ts'
import { mailTextOf } from './mailText.ts'
import { failed, type Sent } from './posting.ts'
import type { MailBody, Way } from './sending.ts'
import type { MailSettings } from './settings.ts'
import './tables.ts'

const timeoutMs = 5_000

/** Sends e-mail to the address somebody has now; under the same Message-ID at each try. */
export function mailWay(db: Db, countyId: number, { mail, baseUrl }: { mail: MailSettings; baseUrl: string }): Way {
  const { host, port, secure, demandsTls, logIn, from } = mail
  const transport = createTransport({
    ...{ host, port, secure, requireTLS: demandsTls, logger: false, disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
    ...(logIn && { auth: { user: logIn.user, pass: logIn.password } }),
  })
  return {
    async send({ outId, target, event, body, madeAt }): Promise<Sent> {
      const to = await findAddress(db, countyId, target)
      if (to === undefined) return failed('unwanted')
      const { subject, text } = mailTextOf(event, body as MailBody, baseUrl)
      const messageId = `<${outId}@${from.split('@')[1]}>`
      const headers = { 'Auto-Submitted': 'auto-generated' }
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          headers,
          date: new Date(madeAt),
        })
        return { kind: 'done' }
      } catch (failure) {
        return readFailure(failure)
      }
    },
  }
}

async function findAddress(db: Db, countyId: number, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('mail_address')
    .innerJoin('account', (join) =>
      join
        .onRef('account.county_id', '=', 'mail_address.county_id')
        .onRef('account.account_id', '=', 'mail_address.account_id'),
    )
    .select('mail_address.address')
    .where('mail_address.county_id', '=', countyId)
    .where('mail_address.account_id', '=', accountId)
    .where('account.closed', '=', false)
    .executeTakeFirst()
  return row?.address
}

/** What the server said is not kept: it may name the receiver. */
function readFailure(failure: unknown): Sent {
  const { code = '', responseCode } = failure as { code?: string; responseCode?: number }
  if (responseCode !== undefined) return failed('rejected', String(responseCode))
  if (code === 'ETIMEDOUT') return failed('timedOut')
  return failed(/TLS|CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code) ? 'certificate' : 'unreachable', code)
}
