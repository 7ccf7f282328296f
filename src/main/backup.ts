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
  const { header, keysFile, outlived } = await takeBackup(readSettings(process.env, []), file, realClock.now(), say)
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1)
  const facts = (header.rows.center.fact ?? 0) + (header.rows.station.fact ?? 0)
  say.step(
    `已备份 ${header.county.name}：${facts} 条事实，${megabytes} MB → ${file}`,
    `Backed up: ${facts} facts, ${megabytes} MB`,
  )
  say.warn(
    `密钥在 ${keysFile}。请另处保管，不要与备份放在一起。`,
    'The keys are in that file: keep it apart from the backup.',
  )
  for (const path of outlived) {
    say.warn(
      `此后销毁过人脸模板，而旧密钥文件还打得开它们，请销毁：${path}`,
      `Templates were erased since, and this older key file could still open them: destroy it: ${path}`,
    )
  }
})
