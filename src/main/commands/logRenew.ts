import { parseArgs } from 'node:util'
import type { Out } from '../../ledger/commands/out.ts'
import { renewLog } from '../../ledger/renew.ts'
import { countyIdOf } from '../../people/store/tree.ts'
import { reach } from '../backup/reach.ts'
import { realClock } from '../clock.ts'
import { logFolder } from '../ledger.ts'
import { sayTo } from '../say.ts'
import { readSettings } from '../settings.ts'

/**
 * `npx zaigang log-renew --because "…"`: begins a new log where the database no longer has what was published. The reason
 * is shown to everybody. Answers 0 when it is begun, 1 where there is nothing to renew.
 */
export async function runLogRenew(args: readonly string[], out: Out): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { because: { type: 'string' } } })
  const because = values.because?.trim() ?? ''
  if (because.length < 10) throw new Error('log-renew --because "…"（至少十个字 ten characters at least）')
  const settings = readSettings(process.env, [])
  const reached = await reach(settings, sayTo(process.stderr))
  try {
    if (reached.as === 'running') throw new Error('请先停止程序。 Stop the program first.')
    const countyId = await countyIdOf(reached.center)
    const about = { countyId, folder: logFolder(settings.dataDir), because, now: realClock.now() }
    const renewed = await renewLog(reached.center, about)
    if (!renewed) {
      out.write('日志与数据库一致，无需重新开始。\nThe log and the database agree: there is nothing to renew.\n')
      return 1
    }
    const { former, origin } = renewed
    out.write(`${former.origin} (${former.size}) → ${origin}\n新日志在下次启动时开始，原因公开显示。\n`)
    out.write('The new log begins with the next start; the reason is shown to everybody.\n')
    return 0
  } finally {
    await reached.stop()
  }
}
