import type { Language } from '../shared/language.ts'

const zh = {
  title: '站点机',
  lead: '这台电脑还没有加入中心。请在中心的管理端打开“单位与站点”，选本站点，点“在另一台电脑设站点机”，把得到的地址和加入码填在这里。',
  centerUrl: '中心地址',
  code: '加入码',
  join: '加入',
  compare: '已加入。请与管理端显示的指纹核对；不一致就不要用，并请系统管理员停用这台站点机。',
  center: '中心',
  online: '已连接',
  away: '暂时连不上（签到照常，来网后补传）',
  plain: '到中心的线路没有加密，名单可能在路上被人看到。请用 https 地址。',
  waiting: (n: number) => (n === 0 ? '没有待传记录' : `待传 ${n} 条`),
  next: '下一步：在管理端点“绑定签到屏”，用这台电脑的浏览器打开得到的链接。',
  kiosk: '打开签到屏',
}

export type JoiningWords = typeof zh

const en: JoiningWords = {
  title: 'Station',
  lead: 'This computer has not joined a center yet. In the center’s console open “Units & sites”, choose this site, then “Set up on another computer”, and enter the address and the code here.',
  centerUrl: 'Address of the center',
  code: 'Joining code',
  join: 'Join',
  compare:
    'Joined. Compare this fingerprint with the one in the console; if they differ, do not use it and have this station revoked.',
  center: 'Center',
  online: 'connected',
  away: 'out of contact (check-ins go on and are sent later)',
  plain: 'The line to the center is not encrypted: names can be read on it. Use an https address.',
  waiting: (n) => (n === 0 ? 'nothing waits' : `${n} records wait`),
  next: 'Next: in the console choose “Bind a kiosk” and open the link in a browser on this computer.',
  kiosk: 'Open the kiosk',
}

export const joiningWords: Readonly<Record<Language, JoiningWords>> = { zh, en }
