import type { ColumnType } from 'kysely'
import type { NoticeItem, SendFailure, WebhookEvent } from '../../contract/routes/notices.ts'

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

declare module '../../store/tables.ts' {
  interface Tables {
    mail_address: { county_id: number; account_id: string; address: string; fact_id: string }
    webhook: WebhookRow
    notice: NoticeRow
    notice_told: { county_id: number; account_id: string; thing: string; at: string }
    notice_out: NoticeOutRow
  }
}

interface WebhookRow {
  county_id: number
  webhook_id: string
  url: string
  events: Json<WebhookEvent[]>
  sealed_secret: string
  kept_at: string
  ended_at: string | null
  told_from: string
  off_at: string | null
}

interface NoticeRow {
  county_id: number
  notice_id: string
  account_id: string
  kind: 'digest' | 'atOnce'
  day: string
  at: string
  items: Json<NoticeItem[]>
}

interface NoticeOutRow {
  county_id: number
  out_id: string
  channel: Channel
  target: string
  event: 'digest' | 'atOnce' | WebhookEvent
  about: string
  body: Json<unknown>
  made_at: string
  since: string
  attempts: number
  next_at: string | null
  done_at: string | null
  given_up_at: string | null
  failure: Json<SendFailure | null> | null
}

/** The ways out of the house. */
export type Channel = 'mail' | 'webhook'
