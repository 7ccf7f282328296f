import { createSetUpToken } from '../people/store/set-up.ts'
import { StartError } from '../store/start-error.ts'
import { realClock } from './clock.ts'
import { type House, openHouse } from './house.ts'
import { sayTo } from './say.ts'
import { readSettings, type Settings } from './settings.ts'

const say = sayTo(process.stdout)

try {
  const settings = readSettings(process.env, process.argv.slice(2))
  const house = await openHouse(settings, say)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(house))
  await welcome(house, settings)
} catch (failure) {
  process.stderr.write(
    `\n${failure instanceof StartError ? `${failure.zh}\n${failure.en}` : (failure as Error).stack}\n`,
  )
  process.exit(1)
}

async function leave(house: House): Promise<void> {
  say.step('正在停止', 'Stopping')
  await house.stop()
  process.exit(0)
}

async function welcome({ url, store }: House, { publicUrl }: Settings): Promise<void> {
  const base = publicUrl ?? url
  say.line('')
  say.line(`在岗 Zaigang  ${base}/`)
  say.line(`  管理端 console       ${base}/console/`)
  say.line(`  值班公示 duty boards ${base}/boards`)
  const token = await createSetUpToken(store.center.app, realClock.now())
  if (token === null) return
  say.line('')
  say.line('首次设置（链接只能用一次） First set-up, the link works once:')
  say.line(`  ${base}/console/set-up#${token}`)
}
