import { FaceStartFailure } from '../face/engine.ts'
import { createSetUpToken } from '../people/store/set-up.ts'
import { StartError } from '../store/start-error.ts'
import { realClock } from './clock.ts'
import { demoAccounts, demoPassword, demoPin } from './demo/load.ts'
import { type House, openHouse } from './house.ts'
import { sayTo } from './say.ts'
import { checkRole, readSettings, type Settings } from './settings.ts'
import { openStationHouse, welcomeStation } from './stationHouse.ts'

const say = sayTo(process.stdout)

try {
  const settings = checkRole(readSettings(process.env, process.argv.slice(2)))
  if (settings.role === 'station') {
    const house = await openStationHouse(settings, say)
    leaveOnSignal(house)
    welcomeStation(house, say)
  } else {
    const house = await openHouse(settings, say)
    leaveOnSignal(house)
    await welcome(house, settings)
    if (settings.demo) sayDemo(house)
  }
} catch (failure) {
  process.stderr.write(`
${sentenceOf(failure)}
`)
  process.exit(1)
}

/** What stops the start is said in a sentence; only a surprise shows where it happened. */
function sentenceOf(failure: unknown): string {
  if (failure instanceof StartError) return `${failure.zh}\n${failure.en}`
  if (failure instanceof FaceStartFailure) return `人脸引擎未能启动。\n${failure.message}`
  const { code = '' } = failure as { code?: string }
  if (code === 'EADDRINUSE') return '端口已被占用，请用 PORT 另选一个。\nThe port is taken: choose another with PORT.'
  if (code === 'EACCES')
    return '无权使用此端口，请用 PORT 另选一个。\nThis port is not allowed: choose another with PORT.'
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EINVAL'].includes(code))
    return '本机没有 HOST 所设的地址。\nThis machine does not have the address HOST names.'
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
}

function leaveOnSignal(house: Pick<House, 'stop'>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(house))
}

async function leave(house: Pick<House, 'stop'>): Promise<void> {
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

/** Everything a newcomer needs to look around the demonstration. */
function sayDemo({ stations }: House): void {
  say.line('')
  say.line(`演示账号（密码均为 ${demoPassword}） demo accounts, password ${demoPassword}:`)
  for (const { login, name, role } of demoAccounts) say.line(`  ${login.padEnd(10)} ${role.padEnd(14)} ${name}`)
  say.line(
    `演示 PIN ${demoPin}；共 ${stations?.list().length ?? 0} 个站点机。用考勤员登录管理端，在“设备”里绑定签到屏。`,
  )
  say.line(`Demo PIN ${demoPin}. Log in to the console as a clerk and bind a kiosk under Devices.`)
}
