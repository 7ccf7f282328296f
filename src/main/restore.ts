import { bringBack } from './backup/bring.ts'
import { readFileName, run } from './backup/command.ts'
import { realClock } from './clock.ts'
import { sayTo } from './say.ts'
import { readSettings } from './settings.ts'

/** `npm run restore -- FILE`: a backup into an empty installation, with the keys of FILE.keys or those still in DATA_DIR. */
await run(async () => {
  const say = sayTo(process.stdout)
  const file = readFileName('restore', process.argv.slice(2), process.env)
  const it = await bringBack(readSettings(process.env, []), file, realClock.now(), say)
  for (const table of it.different) {
    say.warn(
      `${table}：由事实重建的结果与备份时不同，以事实为准`,
      `${table}: made from the facts otherwise than it was when backed up; the facts hold`,
    )
  }
  if (it.shut > 0) {
    say.warn(
      `${it.shut} 个人脸模板的密钥在备份之后已销毁或更换，打不开，需重新采集`,
      `${it.shut} templates stay shut, as their key was destroyed or changed since: enrol these people anew`,
    )
  }
  if (it.destroyed > 0) {
    say.warn(
      `${it.destroyed} 条事实的内容在备份之后已销毁，仍然打不开，并已重新写明`,
      `${it.destroyed} facts had their content destroyed since: it stays destroyed, and each has a certificate anew`,
    )
  }
  const { county, at } = it.header
  const keys =
    it.keysFrom === 'own' ? ['DATA_DIR 里原有的密钥', 'those in DATA_DIR'] : ['备份的密钥文件', 'of the key file']
  say.step(
    `已恢复 ${county.name}（备份于 ${at}）：${it.facts} 条事实，密钥用${keys[0]}。现在可以 npm start`,
    `Restored the backup of ${at}: ${it.facts} facts, keys ${keys[1]}. Now run npm start`,
  )
  say.warn(
    '备份之后的内容不在其中。不要让原来的安装与这一份同时运行。',
    'What came after the backup is not in it. Never run the old installation and this one side by side.',
  )
})
