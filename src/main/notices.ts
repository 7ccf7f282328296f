import { nothingLooked } from '../matter/notice/looked.ts'
import type { NoticeSettings } from '../matter/notice/settings.ts'
import { nothingNoted, openMail, runNotices, runWebhooks } from '../matter/notice/timetable.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import type { Db } from '../store/open.ts'
import { everyMinute } from './every.ts'
import type { Settings } from './settings.ts'

/** The settings of notices, whatever was set of them. */
export const noticeSettingsOf = ({ mail, webhookPrivate }: Settings): NoticeSettings => ({
  mail: mail ?? null,
  webhookPrivate: webhookPrivate ?? false,
})

/** Tells people of their matters and calls webhooks, each on a minute of its own. Returns how to stop. */
export async function startNotices(db: Db, settings: Settings, url: string): Promise<() => Promise<void>> {
  const sealingKey = Buffer.from(await keepSecret(await openDataDir(settings.dataDir), 'sealing-key'), 'base64url')
  const { mail, webhookPrivate: allowPrivate } = noticeSettingsOf(settings)
  const [looked, noted] = [nothingLooked(), nothingNoted()]
  const ends = [
    everyMinute(db, (at) => runNotices(at, openMail(at.db, at.countyId, mail, settings.publicUrl ?? url), looked)),
    everyMinute(db, (at) => runWebhooks(at, { sealingKey, allowPrivate }, noted)),
  ]
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}
