import type { Expected } from '../../src/contract/queue.ts'
import type { Language } from '../shared/language.ts'

const zh = {
  open: '取号排队',
  title: '取号排队',
  asking: '正在问县里…',
  closed: '这里现在不取号',
  closedTodo: '请直接到窗口。',
  now: '正在叫',
  nobodyCalled: '现在没有叫号。',
  goTo: (number: string, counter: string) => `请 ${number} 号到 ${counter}`,
  waiting: (n: number) => (n === 0 ? '现在没有人排队。' : `现在有 ${n} 人在等。`),
  expected: (it: Expected) =>
    it === null ? '要等多久还不能估计：今天办完的不到 5 位。' : `按今天的情况，大约要等 ${it.from}–${it.to} 分钟。`,
  take: '取号',
  takeHelped: '优先取号',
  takeHelpedHow: '老人、病人、残疾人、孕妇、带小孩的，自己说了就算，不用证明',
  nameless: '不登录、不记名、不用摄像头，也不出纸条。',

  yours: '您的号',
  helped: '优先办理',
  ahead: (n: number) => (n === 0 ? '下一个就是您，请准备好。' : `前面还有 ${n} 位。`),
  come: (counter: string) => `请到 ${counter}`,
  silent: '不喊号。轮到您时，手机上、值班公示屏上和这里的“取号排队”里都会显示。',
  scan: '手机扫一下，随时看轮到没有',
  onlyHere: '县里还没有设对外网址，这个码只有本机打得开。请记住号码。',
  drawn: '本号的二维码',
  aloud: '读给我听',
  close: '记住了，关掉',
  goes: '一分钟后自动关掉，屏幕上不留。',

  away: '现在连不上县里，取不到号',
  paper: '请拿一张纸质号，或在窗口等。',
  noTwice: '网络好了再点一次，不会取重。',
  retry: '再试一次',
  here: '先说一声“我到了”（没有网络也记得下）',
}

export type QueueWords = typeof zh

const en: QueueWords = {
  open: 'Take a number',
  title: 'Queue for the counter',
  asking: 'Asking the county…',
  closed: 'No numbers are given here now',
  closedTodo: 'Please go to the counter.',
  now: 'Called now',
  nobodyCalled: 'Nobody is called now.',
  goTo: (number, counter) => `${number}, please go to ${counter}`,
  waiting: (n) => (n === 0 ? 'Nobody is waiting.' : n === 1 ? 'One person is waiting.' : `${n} people are waiting.`),
  expected: (it) =>
    it === null
      ? 'How long cannot be estimated yet: fewer than five were served today.'
      : `About ${it.from}–${it.to} minutes, going by today.`,
  take: 'Take a number',
  takeHelped: 'Be served first',
  takeHelpedHow: 'Old, ill, disabled, pregnant, with a small child: your word is enough, nobody asks for proof',
  nameless: 'No login, no name, no camera, no paper.',

  yours: 'Your number',
  helped: 'served first',
  ahead: (n) => (n === 0 ? 'You are next, please be ready.' : n === 1 ? 'One before you.' : `${n} before you.`),
  come: (counter) => `Please go to ${counter}`,
  silent: 'Nobody shouts. Your turn is shown on your phone, on the duty board, and here under “Take a number”.',
  scan: 'Scan it with your phone to see when it is your turn',
  onlyHere:
    'The county has set no public address yet: this code opens on this machine only. Please remember the number.',
  drawn: 'QR code of this number',
  aloud: 'Read it to me',
  close: 'I have it, close',
  goes: 'Closes by itself in a minute; nothing stays on the screen.',

  away: 'The county cannot be reached: no number can be had now',
  paper: 'Please take a paper number, or wait at the counter.',
  noTwice: 'Press again when the network is back: it will not be two numbers.',
  retry: 'Try again',
  here: 'Say “I am here” for now (kept without a network too)',
}

export const queueWords: Record<Language, QueueWords> = { zh, en }
