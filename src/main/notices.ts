import type { NoticeSettings } from '../matter/notice/settings.ts'
import { type At, openMail, runNotices, runWebhooks } from '../matter/notice/timetable.ts'
import { countyIdOf } from '../people/store/tree.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import type { Db } from '../store/open.ts'
import { realClock } from './clock.ts'
import type { Settings } from './settings.ts'
import { reportSurprise } from './version.ts'

const everyMs = 60_000

/** The settings of notices, whatever was set of them. */
export const noticeSettingsOf = ({ mail, webhookPrivate }: Settings): NoticeSettings => ({
  mail: mail ?? null,
  webhookPrivate: webhookPrivate ?? false,
})

/**
 * Tells people of their matters and calls webhooks, each on a minute of its own; what takes longer leaves the next one
 * out. Returns how to stop.
 */
export async function startNotices(db: Db, settings: Settings, url: string): Promise<() => Promise<void>> {
  const sealingKey = Buffer.from(await keepSecret(await openDataDir(settings.dataDir), 'sealing-key'), 'base64url')
  const { mail, webhookPrivate: allowPrivate } = noticeSettingsOf(settings)
  const ends = [
    everyMinute(db, (at) => runNotices(at, openMail(at.db, at.countyId, mail, settings.publicUrl ?? url))),
    everyMinute(db, (at) => runWebhooks(at, { sealingKey, allowPrivate })),
  ]
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}

function everyMinute(db: Db, work: (at: At) => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const minute = async (): Promise<void> => {
    const countyId = await countyIdOf(db)
    if (countyId > 0) await work({ db, countyId, clock: () => realClock.now() })
  }
  const timer = setInterval(() => {
    running ??= minute()
      .catch(reportSurprise)
      .finally(() => {
        running = null
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}
