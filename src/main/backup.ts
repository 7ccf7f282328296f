import { stat } from 'node:fs/promises'
import { readFileName, run } from './backup/command.ts'
import { takeBackup } from './backup/take.ts'
import { realClock } from './clock.ts'
import { sayTo } from './say.ts'
import { readSettings } from './settings.ts'

/** `npm run backup -- FILE`: the whole installation into FILE, its keys into FILE.keys. The program may go on running. */
await run(async () => {
  const say = sayTo(process.stdout)
  const file = readFileName('backup', process.argv.slice(2), process.env)
  const { header, keysFile } = await takeBackup(readSettings(process.env, []), file, realClock.now(), say)
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1)
  const facts = (header.rows.center.fact ?? 0) + (header.rows.station.fact ?? 0)
  say.step(
    `已备份 ${header.county.name}：${facts} 条事实，${megabytes} MB → ${file}`,
    `Backed up: ${facts} facts, ${megabytes} MB`,
  )
  say.warn(
    `密钥在 ${keysFile}。请另处保管，不要与备份放在一起；销毁过人脸模板后，把更早的密钥文件也销毁。`,
    'The keys are apart: keep that file elsewhere. After a template was erased destroy older key files: they could still open it.',
  )
})
