import { describe, expect, it } from 'vitest'
import { clean, look, setStage, sumOf, wait, weigh } from './steps.ts'
import { busyWorld, emptyWorld, idOf } from './world.ts'

const [admin, security, audit, clerk, staff, county, newcomer] = [1, 2, 3, 4, 5, 6, 7].map((n) => idOf(4, n))

/** Every page: by whom, where, and a text that is there once it is drawn. */
const cases: [name: string, account: string | null | undefined, path: string, text: string][] = [
  ['log-in', null, '/log-in', '忘记密码'],
  ['invitation', null, '/invitation#invite-clerk-0123456789abcdef', '身份：考勤员'],
  ['invitation-broken', null, '/invitation', '链接不完整'],
  ['set-up-done', null, '/set-up#setup-token-0123456789', '已经建立'],
  ['today', clerk, '/today', '等待见证的签到'],
  ['today-county', county, '/today', '青山镇便民服务中心'],
  ['duties', clerk, '/duties', '防汛值守'],
  ['staff', clerk, '/staff', '综合服务员'],
  ['consents', clerk, '/consents', '有效'],
  ['units', admin, `/units?at=${idOf(2, 1)}`, '站点机与签到屏'],
  ['units-unit', admin, `/units?at=${idOf(1, 1)}`, '新增下级单位'],
  ['devices', admin, '/devices', '虚拟摄像头'],
  ['accounts-security', security, '/accounts', '授予权限'],
  ['accounts-system', admin, '/accounts', '关闭账号'],
  ['audit', audit, '/audit', '登录被拒'],
  ['me', staff, '/me', '我的签到'],
  ['proposals', clerk, '/proposals', '待我复核'],
  ['suspects', county, '/suspects', '上坪村党群服务中心'],
  ['suspects-one', county, `/suspects?one=${idOf(32, 1)}`, '为什么存疑'],
  ['suspects-appeal', county, `/suspects?one=${idOf(32, 2)}`, '处理申诉'],
  ['account', clerk, '/account', '本次登录'],
  ['no-role', newcomer, '/', '账号还没有权限'],
  ['not-found', clerk, '/nowhere', '没有这个页面'],
]

const bench = setStage()

describe.each(['desk', 'phone'] as const)('at the size of a %s', (size) => {
  it.each(cases)('%s is free of faults and fits the screen', { timeout: 30_000 }, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size, language: 'zh' })).toEqual(clean)
  })
})

describe('in English', () => {
  it.each([
    ['today', clerk, '/today', 'Check-ins waiting for a witness'],
    ['staff', clerk, '/staff', 'Withdrawn'],
    ['duties', clerk, '/duties', 'Afternoon'],
    ['accounts', security, '/accounts', 'Grant a role'],
    ['proposals', clerk, '/proposals', 'For me 1'],
    ['suspects-one', county, `/suspects?one=${idOf(32, 1)}`, 'Why it is suspect'],
  ])('%s is free of faults', { timeout: 30_000 }, async (name, account, path, text) => {
    expect(await look(bench, { name, account, path, text, size: 'desk', language: 'en' })).toEqual(clean)
  })
})

describe('the first load', () => {
  it.each([
    ['the log-in', null, '/log-in', '忘记密码'],
    ['today', clerk, '/today', '今日签到'],
    ['staff', clerk, '/staff', '综合服务员'],
  ])('of %s stays below 500 kB', { timeout: 30_000 }, async (name, account, path, text) => {
    const kB = sumOf(await weigh(bench, account, path, (page) => wait(page, text)))
    console.log(`${name}: ${kB} kB gzip`)
    expect(kB).toBeGreaterThan(50)
    expect(kB).toBeLessThanOrEqual(500)
  })
})

describe('before anything is there', () => {
  it.each([
    ['set-up', '/set-up#setup-token-0123456789', '行政区划代码'],
    ['not-set-up', '/', '县（区）还没有建立'],
  ])('%s is free of faults', { timeout: 30_000 }, async (name, path, text) => {
    bench.server.world = emptyWorld()
    expect(await look(bench, { name, account: null, path, text, size: 'desk', language: 'zh' })).toEqual(clean)
  })

  it.each([
    ['today-empty', '/today', '开始使用'],
    ['staff-empty', '/staff', '先导入名单'],
    ['devices-empty', '/devices', '还没有站点机'],
  ])('%s says what to do next', { timeout: 30_000 }, async (name, path, text) => {
    const { county: known, units, sites, accounts } = busyWorld(new Date().toISOString())
    bench.server.world = {
      ...emptyWorld(),
      county: known,
      units: units.slice(0, 1),
      sites: sites.slice(0, 1),
      accounts,
    }
    expect(await look(bench, { name, account: admin, path, text, size: 'desk', language: 'zh' })).toEqual(clean)
  })
})
