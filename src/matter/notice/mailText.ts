import type { NoticeItem } from '../../contract/routes/notices.ts'
import { clockOf, dayOf, type Iso } from '../../kit/time.ts'

/** An e-mail as plain text, Chinese first. */
export interface MailText {
  readonly subject: string
  readonly text: string
}

/** More are only counted: the page has them all. */
const mostListed = 20

const whats = {
  red: ['已超时', 'over time'],
  yellow: ['快到时限', 'soon due'],
  offer: ['待您接收', 'to be taken over'],
} as const satisfies Record<NoticeItem['what'], readonly [string, string]>

/** What somebody is told by e-mail: kinds of matters, units, deadlines, links. Nothing of the citizen. */
export function mailTextOf(event: string, items: readonly NoticeItem[], baseUrl: string): MailText {
  const simulated = items.some((it) => it.simulated)
  const mark = simulated ? ['【演示数据】', '[simulated data] '] : ['', '']
  const subject =
    event === 'atOnce'
      ? `${mark[0]}在岗：您有 ${items.length} 件事项已超时 / ${items.length} of your matters over time`
      : `${mark[0]}在岗：今日事项提醒 ${items.length} 条 / ${items.length} notices of today`
  const listed = items.slice(0, mostListed)
  const more = items.length - listed.length
  const text = [
    ...listed.map((it) => lineOf(it, baseUrl)),
    ...(more > 0 ? [`另有 ${more} 条 / ${more} more: ${baseUrl}/console/notices`] : []),
    `${mark[0]}${mark[1]}提醒只在工作日 8:00–18:00 发送，每天最多一封汇总；不必为此登录。退订：${baseUrl}/console/notices`,
    `Sent on working days between 8:00 and 18:00 only, one summary a day at most. Unsubscribe: ${baseUrl}/console/notices`,
  ].join('\n\n')
  return { subject, text }
}

function lineOf({ what, typeName, unitName, dueAt, matterId }: NoticeItem, baseUrl: string): string {
  const [zh, en] = whats[what]
  const due = dueAt === null ? ['', ''] : [`，时限 ${stampOf(dueAt)}`, `, due ${stampOf(dueAt)}`]
  return `${typeName}（${unitName}）：${zh}${due[0]}\n${en}${due[1]}\n${baseUrl}/console/matter/${matterId}`
}

const stampOf = (at: Iso): string => `${dayOf(at)} ${clockOf(at).slice(0, 5)}`
