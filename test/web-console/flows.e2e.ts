import { describe, expect, it } from 'vitest'
import { dayOf, instantAt } from '../../src/kit/time.ts'
import { code, password } from './answers.ts'
import { picture } from './browser.ts'
import { choose, faultless, press, setStage, spaced, stands, wait } from './steps.ts'
import { emptyWorld, idOf } from './world.ts'

const [admin, security, , clerk, staff] = [1, 2, 3, 4, 5].map((n) => idOf(4, n))

const bench = setStage()
const { open } = bench
const slow = { timeout: 45_000 }

describe('the doors', () => {
  it(
    'lead from the one-time link through three steps to three invitations, and one of them to work',
    slow,
    async () => {
      bench.server.world = emptyWorld()
      const page = await open(null, '/set-up#setup-token-0123456789')
      await press(page, '下一步')
      await wait(page, '请输入县（区）名称')
      for (const [field, value] of [
        ['行政区划代码', '330122'],
        ['县（区）名称', '桐江县'],
        ['受理人或科室', '县纪委信访室'],
        ['受理电话', '0571-12388'],
      ] as const)
        await page.getByLabel(field).fill(value)
      await press(page, '下一步')
      await page.getByLabel('第一个单位').fill('青山镇人民政府')
      await page.getByLabel('第一个站点').fill('便民服务中心')
      await press(page, '下一步')
      await page.getByLabel('姓名').fill('周立')
      await page.getByLabel('登录名').fill('zhouli')
      await page.getByLabel('密码', { exact: true }).fill(password)
      await page.getByLabel('再输一次密码').fill(`${password}?`)
      await press(page, '建立')
      await wait(page, '两次输入的密码不一样')
      await page.getByLabel('再输一次密码').fill(password)
      await faultless(page, 'set-up-last')
      await press(page, '建立')
      await wait(page, '为什么要三个人？')
      await faultless(page, 'set-up-invitations')
      await expect.poll(() => page.getByText(`${bench.origin}/console/invitation#`).count()).toBe(3)
      expect(bench.server.world.county?.countyId).toBe(330122)

      await page.goto(`${bench.origin}/console/invitation#invite-clerk-0123456789abcdef`)
      await page.getByLabel('姓名').fill('王芳')
      await page.getByLabel('登录名').fill('wangfang')
      await page.getByLabel('密码', { exact: true }).fill(password)
      await page.getByLabel('再输一次密码').fill(password)
      await press(page, '开通账号')
      await wait(page, '今日在岗 ·')
      await wait(page, '导入工作人员')
    },
  )

  it('speak the language of the browser until somebody chooses', slow, async () => {
    const { context } = await bench.page(null)
    const english = await context.browser()!.newContext({ locale: 'en-GB' })
    try {
      const page = await english.newPage()
      await page.goto(`${bench.origin}/console/log-in`)
      await page.getByLabel('Login name').waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      await page.getByRole('button', { name: '中文' }).click()
      await page.getByLabel('登录名').waitFor()
      await page.reload()
      await page.getByLabel('登录名').waitFor()
    } finally {
      await english.close()
    }
  })

  it('lead from a link that was used to the log-in', slow, async () => {
    const page = await open(null, '/invitation#gone-0123456789abcdefghij')
    await wait(page, '邀请链接不能再用')
    await faultless(page, 'invitation-gone')
    await page.getByRole('link', { name: '去登录' }).click()
    await page.getByLabel('登录名').waitFor()
  })

  it(
    'say no in the language of the page, ask for the code where there is one, and lead back where one wanted to go',
    slow,
    async () => {
      const page = await open(null, '/devices')
      await page.getByLabel('登录名').fill('zhouli')
      await page.getByLabel('密码').fill('wrong')
      await press(page, '登录')
      await wait(page, '请先登录。')
      await page.getByLabel('密码').fill(password)
      await press(page, '登录')
      await page.getByLabel('动态验证码').fill(code)
      await press(page, '登录')
      await wait(page, '站点机和签到屏是否正常')
      await page.getByRole('button', { name: '我的账号：周立' }).click()
      await page.getByRole('menuitem', { name: '退出登录' }).click()
      await wait(page, '忘记密码')
    },
  )

  it('do not lead to an address somebody put into the link', slow, async () => {
    const page = await open(clerk, '/log-in?next=//evil.example/')
    await wait(page, '今日在岗 ·')
    expect(new URL(page.url()).origin).toBe(bench.origin)
  })

  it('close at once when the account is closed', slow, async () => {
    const page = await open(clerk, '/today')
    await wait(page, '今日签到')
    const account = bench.server.world.accounts.find((it) => it.accountId === clerk)
    account!.closed = true
    bench.server.world.accounts = bench.server.world.accounts.filter((it) => it !== account)
    // Where the page has asked by itself in the meantime, it is closed before anything can be pressed.
    const pressed = page.getByRole('link', { name: '同意与采集' }).click({ timeout: 10_000 })
    await Promise.any([pressed, wait(page, '忘记密码')])
    await wait(page, '忘记密码')
    await pressed.catch(() => undefined)
  })
})

describe('a page that breaks', () => {
  it('says so within the frame, and another page still works', slow, async () => {
    const page = await open(clerk, '/today')
    await wait(page, '今日签到')
    await page.route(/\/assets\/page-.*\.js$/, (it) => it.abort())
    await page.getByRole('link', { name: '设备' }).click()
    await wait(page, '页面出了意外，请刷新后重试。')
    await page.getByRole('link', { name: '今日在岗' }).click()
    await wait(page, '今日签到')
    expect(await page.title()).toContain('今日在岗')
  })
})

describe('today', () => {
  it('shows a check-in as it arrives, without asking', slow, async () => {
    const page = await open(clerk, '/today')
    await wait(page, '实时更新')
    await wait(page, '冯国平')
    await expect.poll(() => stands(page, '冯国平').count()).toBe(1)
    const [row] = bench.server.world.checkIns
    const now = new Date().toISOString()
    bench.server.checkIn({ ...row!, checkInId: idOf(5, 99), staffId: idOf(3, 13), siteId: idOf(2, 4), at: now })
    await page.locator('.site-card', { hasText: '溪口社区服务站' }).getByText('沈秀兰').waitFor()
  })

  it('says that it asks every 15 seconds where the stream does not get through', slow, async () => {
    bench.server.streaming = false
    const page = await open(clerk, '/today')
    await wait(page, '每 15 秒更新一次')
  })

  it('lets the clerk witness, and shows the way of checking in only there', slow, async () => {
    const page = await open(clerk, '/today')
    await page.getByRole('button', { name: '我看见了：孙丽' }).click()
    await wait(page, '已见证')
    await page.getByRole('button', { name: '我看见了：孙丽' }).waitFor({ state: 'detached' })
    expect(bench.server.world.written).toEqual(['countersign'])
    expect(await page.getByText('刷脸', { exact: true }).count()).toBe(0)
  })

  it('explains the grade of a time', slow, async () => {
    const page = await open(clerk, '/today')
    await page.getByRole('button', { name: '时间等级 C' }).click()
    await wait(page, /不据此认定迟到/)
    await wait(page, /发生在 .* 与 .* 之间/)
    await faultless(page, 'time-grade')
  })

  it('offers complaints past the head of the unit, and the other language', slow, async () => {
    const page = await open(clerk, '/today')
    await page.getByRole('button', { name: '投诉建议' }).click()
    await wait(page, '县纪委监委信访室')
    await faultless(page, 'complaints')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'English' }).click()
    await wait(page, 'Check-ins waiting for a witness')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })
})

describe('staff', () => {
  const drawer = async (name: string) => {
    const page = await open(clerk, '/staff')
    await page.getByRole('button', { name: `打开 ${name}` }).click()
    return page
  }

  it('are changed in a drawer; what is missing is named', slow, async () => {
    const page = await drawer('孙丽')
    await page.getByRole('textbox', { name: '职务' }).waitFor()
    await faultless(page, 'staff-details')
    await page.getByRole('textbox', { name: '工号' }).fill('工 号')
    await press(page, '保存')
    await wait(page, /工号的格式不对/)
    await page.getByRole('textbox', { name: '工号' }).fill('QS2000')
    await press(page, '保存')
    await wait(page, 'QS2000')
    expect(bench.server.world.staff.find((it) => it.name === '孙丽')?.cardNo).toBe('0004521873')
  })

  it('get a PIN that is shown once', slow, async () => {
    const page = await drawer('陈静')
    await page.getByRole('tab', { name: '签到方式' }).click()
    await press(page, '发新 PIN'.replace(' ', ''))
    await wait(page, '481526')
    await faultless(page, 'pin')
    await press(page, '关闭')
    await page.getByText('481526').waitFor({ state: 'detached' })
    await page.locator('.ant-drawer').getByText('已设', { exact: true }).waitFor()
  })

  it('get their PINs all at once, on a paper to be cut, which is shown once', slow, async () => {
    const page = await open(clerk, '/staff')
    const without = bench.server.world.staff.filter((it) => !it.pinSet && it.leftOn === null)
    await page.getByRole('button', { name: `给 ${without.length} 人发 PIN` }).click()
    await wait(page, /剪开后当面交给本人/)
    expect(bench.server.world.staff.filter((it) => !it.pinSet && it.leftOn === null)).toEqual(without)
    await press(page, `发给 ${without.length} 人`)
    await wait(page, /PIN 只显示这一次。打印以后再关闭/)
    expect(await page.getByRole('dialog').getByText('481526').count()).toBe(without.length)
    await faultless(page, 'pins')
    await page.emulateMedia({ media: 'print' })
    await picture(page, 'pins-paper')
    const paper = page.locator('.paper .pin-slips li')
    expect(await paper.filter({ visible: true }).allTextContents()).toEqual(
      without.map((it) => expect.stringMatching(new RegExp(`${it.name}.*${it.employeeNo}.*481526`))),
    )
    await page.emulateMedia({ media: 'screen' })
    await press(page, '关闭')
    await page.getByText('481526').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /人发 PIN/ }).waitFor({ state: 'detached' })
  })

  it('consent on paper: nothing is recorded before the clerk has seen the signature', slow, async () => {
    const page = await drawer('周志强')
    await page.getByRole('tab', { name: '签到方式' }).click()
    expect(await page.getByRole('button', { name: '开采集码' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: /登记纸质签字/ }).click()
    await wait(page, /随时撤回，不需要理由/)
    expect(await page.getByRole('button', { name: spaced('登记') }).isDisabled()).toBe(true)
    await faultless(page, 'consent')
    await page.getByRole('checkbox', { name: /原件由我核对/ }).check()
    await press(page, '登记')
    await wait(page, '已登记同意')
    expect(bench.server.world.consents.at(-1)).toMatchObject({ staffId: idOf(3, 5), how: 'paper' })
    await page.getByRole('button', { name: '开采集码' }).click()
    await wait(page, '402718')
    await wait(page, /剩余 9:5\d/)
    await faultless(page, 'enrolment')
  })

  it('withdraw through the clerk, after being asked', slow, async () => {
    const page = await drawer('孙丽')
    await page.getByRole('tab', { name: '签到方式' }).click()
    await page.getByRole('button', { name: '撤回同意' }).click()
    await wait(page, '确定为 孙丽 撤回同意？')
    await faultless(page, 'withdraw')
    await page
      .getByRole('dialog', { name: /撤回同意/ })
      .getByRole('button', { name: '撤回同意' })
      .click()
    await wait(page, /站点机将删除人脸特征/)
    expect(bench.server.world.staff.find((it) => it.name === '孙丽')?.consent).toBe('withdrawn')
  })

  it('are imported only when no row is bad', slow, async () => {
    bench.server.world.bad = [
      { row: 5, problems: [{ field: '工号', zh: '工号已被他人使用', en: 'The number is taken' }] },
    ]
    const page = await open(clerk, '/staff')
    await press(page, '导入')
    const choosing = page.locator('input[type=file]')
    await choosing.setInputFiles({ name: '名单.xlsx', mimeType: '', buffer: Buffer.from('x') })
    await wait(page, '工号已被他人使用')
    await faultless(page, 'import-bad')
    const confirm = page.getByRole('button', { name: /导入 3 行/ })
    expect(await confirm.isDisabled()).toBe(true)
    bench.server.world.bad = []
    await choosing.setInputFiles({ name: '名单.xlsx', mimeType: '', buffer: Buffer.from('x') })
    await page.getByText('工号已被他人使用').waitFor({ state: 'detached' })
    await confirm.click()
    await wait(page, '已导入 3 人')
    expect(bench.server.world.written).toEqual(['previewImport', 'previewImport', 'confirmImport'])
  })
})

describe('duties', () => {
  it('are added from a cell, refused when they overlap, and cancelled with a reason', slow, async () => {
    const today = dayOf(new Date().toISOString())
    bench.server.world.duties = []
    const page = await open(clerk, '/duties')
    const pick = async () => {
      const night = page.locator('tr.today').getByRole('button', { name: /夜间排班：值班员/ })
      await night.click()
      await page.locator('.ant-select-item-option').filter({ hasText: '王芳' }).first().click()
    }
    await pick()
    await page.getByRole('button', { name: '修改 王芳 18:00–次日 08:00' }).click()
    await page.getByLabel('开始').fill('1930')
    await page.getByLabel('备注').fill('防汛值守')
    await faultless(page, 'duty')
    await press(page, '保存')
    await page.getByRole('button', { name: '修改 王芳 19:30–次日 08:00' }).waitFor()
    expect(bench.server.world.duties[0]).toMatchObject({ starts: instantAt(today, '19:30'), staffId: idOf(3, 2) })

    await pick()
    await wait(page, '已经办过，无需重复。')

    await page.getByRole('button', { name: /修改 王芳/ }).click()
    await press(page, '取消这个班')
    await page.getByLabel('原因').fill('本人请假')
    await faultless(page, 'duty-cancel')
    await page.getByRole('dialog', { name: '取消这个班' }).getByRole('button', { name: '取消这个班' }).click()
    await wait(page, '这段时间还没有排班')
    expect(bench.server.world.duties).toEqual([])
  })

  it('are taken over from the week before', slow, async () => {
    const page = await open(clerk, '/duties')
    await wait(page, '防汛值守')
    await page.getByRole('button', { name: '下一周' }).click()
    await wait(page, '这段时间还没有排班')
    const before = bench.server.world.duties.filter((it) => it.siteId === idOf(2, 1)).length
    await press(page, '照上周排')
    await wait(page, `已排 ${before} 个班`)
    await wait(page, '防汛值守')
  })
})

describe('units and sites', () => {
  it('get a site, its station and a kiosk', slow, async () => {
    const page = await open(admin, `/units?at=${idOf(1, 2)}`)
    await press(page, '新增站点')
    await page.getByLabel('名称', { exact: true }).fill('上坪村卫生室')
    await page.getByLabel('周一 开始').first().fill('9')
    await press(page, '工作日都同周一')
    await faultless(page, 'site')
    await press(page, '保存')
    await page.getByRole('navigation', { name: '单位和站点' }).getByText('上坪村卫生室').click()
    await press(page, '在本机设站点机')
    await press(page, '绑定签到屏')
    await wait(page, '/kiosk/#bind-')
    await faultless(page, 'kiosk-link')
    const site = bench.server.world.sites.at(-1)
    expect(site?.hours['5']?.[0]).toEqual({ from: '09:00', to: '12:00' })
    expect(bench.server.world.written).toEqual(['keepSite', 'inviteStation', 'inviteKiosk'])
  })
})

describe('accounts', () => {
  it('are invited and closed by the system administrator, who cannot grant', slow, async () => {
    const page = await open(admin, '/accounts')
    await wait(page, '三类管理员分开')
    expect(await page.getByRole('button', { name: /授予权限/ }).count()).toBe(0)
    await press(page, '邀请新账号')
    await page.getByRole('textbox', { name: '姓名' }).fill('孙丽')
    await page.getByRole('textbox', { name: '登录名' }).fill('sunli')
    await choose(page, '对应的工作人员', '孙丽')
    await press(page, '保存')
    await wait(page, 'invite-none-')
    await faultless(page, 'invited')
    expect(bench.server.world.accounts.at(-1)?.staffId).toBe(idOf(3, 4))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '关闭 陈主任 的账号' }).click()
    await page.getByLabel('原因').fill('调离')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /关闭 陈主任/ })
      .click()
    await wait(page, '账号已关闭')
  })

  it('get and lose roles by the security administrator, who cannot invite', slow, async () => {
    const page = await open(security, '/accounts')
    await wait(page, /还缺人/)
    await wait(page, '裁定存疑、抽查、看意见，不能改人员和规则')
    await page.getByRole('button', { name: '给 钱新 授予权限' }).click()
    await choose(page, '权限', '考勤员')
    await choose(page, '范围', '上坪村')
    await page.getByLabel('为什么要改（给复核人看）').fill('镇党委任命')
    await wait(page, /须由另一人复核后才生效/)
    await faultless(page, 'grant')
    await press(page, '授予权限')
    await wait(page, '已授予')
    expect(bench.server.world.accounts[6]?.roles).toEqual([{ role: 'clerk', unitId: idOf(1, 2) }])
    expect(await page.getByRole('button', { name: '邀请新账号' }).count()).toBe(0)
    await page.getByRole('button', { name: '收回 钱新 的“考勤员”' }).click()
    await page.getByLabel('原因').fill('授错了')
    await page.getByRole('dialog').getByRole('button', { name: /收回/ }).click()
    await wait(page, '已收回')
    expect(bench.server.world.accounts[6]?.roles).toEqual([])
  })
})

describe('a member of staff', () => {
  it('goes to the field in three taps, and comes back', slow, async () => {
    const page = await open(staff, '/me')
    await press(page, '下村（外出办公）')
    await page.getByRole('button', { name: '下坪村调解' }).click()
    await press(page, '开始下村')
    await wait(page, /正在下村：下坪村调解/)
    await faultless(page, 'outing')
    await press(page, '我回来了')
    await wait(page, '已记录返回')
    expect(bench.server.world.written).toEqual(['keepOuting', 'endOuting'])
  })

  it('withdraws and gives the consent again', slow, async () => {
    const page = await open(staff, '/me')
    await press(page, '撤回同意')
    await wait(page, '确定撤回同意？')
    await page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click()
    await press(page, '阅读同意书')
    expect(await page.getByRole('button', { name: spaced('同意') }).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: '我已读过，自愿同意' }).check()
    await press(page, '同意')
    await wait(page, '已记录您的同意')
    expect(bench.server.world.consents.at(-1)).toMatchObject({ staffId: idOf(3, 1), how: 'ownAccount' })
  })
})

describe('one’s own account', () => {
  it('gets a second factor', slow, async () => {
    const { page, complaints } = await bench.visit(clerk, '/account')
    await page.locator('#totp_password').fill(password)
    await press(page, '开始设置')
    await page.getByAltText('动态验证码的二维码').waitFor()
    await page.getByLabel(/输入验证器显示/).fill(code)
    await faultless(page, 'totp')
    await press(page, '启用')
    await wait(page, '换一个验证器')
    expect(complaints).toEqual([])
  })

  it('can be reached and used by keyboard alone', slow, async () => {
    const page = await open(null, '/log-in')
    await page.getByLabel('登录名').waitFor()
    await page.keyboard.type('wangfang')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await wait(page, '今日在岗 ·')
    await page.reload()
    await wait(page, '今日签到')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})
