import type { Expected } from '../../src/contract/queue.ts'
import type { Language } from '../shared/language.ts'

const zh = {
  title: '窗口排队',
  closed: '这里现在不取号，请直接到窗口。',
  now: '正在叫',
  nobodyCalled: '现在没有叫号。',
  goTo: (number: string, counter: string) => `请 ${number} 号到 ${counter}`,
  waiting: (n: number) => (n === 0 ? '现在没有人排队。' : `现在有 ${n} 人在等。`),
  expected: (it: Expected) =>
    it === null ? '要等多久：今天办完的还不到 5 位，不能估计。' : `按今天的情况，大约要等 ${it.from}–${it.to} 分钟。`,
  take: '取号',
  takeHelped: '优先取号',
  takeHelpedHow: '老人、病人、残疾人、孕妇、带小孩的，自己说了就算，不用证明',
  takeHow: '取号后手机上会显示轮到没有，不用喊号，也不用守在窗口。不登录、不记名。',
  refreshes: '本页会自动更新。',
  visit: '不取号，只说一声“我到了”',
  board: '看现在谁值班',
  phone: '值班电话',

  ticketTitle: '我的号',
  number: (n: string) => `${n} 号`,
  helped: '优先办理',
  ahead: (n: number) => (n === 0 ? '下一个就是您，请准备好。' : `前面还有 ${n} 位。`),
  come: (counter: string) => `请到 ${counter}`,
  comeAgain: (calls: number) => `已叫第 ${calls} 次。叫三次没到，会往后排三位。`,
  putBack: '刚才叫了三次没有到，已往后排了三位。再叫三次没到，这个号就作废。',
  held: (counter: string) => `${counter} 暂时挂起：补好材料回到窗口，不用重新排队。`,
  done: (counter: string) => `${counter} 已办完。`,
  left: { missed: '叫了几次没有到，这个号已经作废。可以重新取号。', own: '您已退号。' },
  over: '这是以前的号，已经不再叫了。',
  leave: '退号，不等了',
  again: '重新取号',
  say: '办得怎么样？告诉县里',
  sayHow: '不说，就记作“没有说”，不会当成满意。',
}

export type QueueWords = typeof zh

const en: QueueWords = {
  title: 'Queue for the counter',
  closed: 'No numbers are given here now. Please go to the counter.',
  now: 'Called now',
  nobodyCalled: 'Nobody is called now.',
  goTo: (number, counter) => `${number}, please go to ${counter}`,
  waiting: (n) => (n === 0 ? 'Nobody is waiting.' : n === 1 ? 'One person is waiting.' : `${n} people are waiting.`),
  expected: (it) =>
    it === null
      ? 'How long: fewer than five were served today, so it cannot be estimated.'
      : `By today’s times about ${it.from}–${it.to} minutes.`,
  take: 'Take a number',
  takeHelped: 'Take a number, served first',
  takeHelpedHow: 'Old, ill, disabled, pregnant, with a small child: your word is enough, nobody asks for proof',
  takeHow: 'Your phone shows when it is your turn; nobody shouts and you need not stand there. No login, no name.',
  refreshes: 'This page looks again by itself.',
  visit: 'No number, only say “I am here”',
  board: 'Who is on duty now',
  phone: 'Duty phone',

  ticketTitle: 'My number',
  number: (n) => `Number ${n}`,
  helped: 'served first',
  ahead: (n) => (n === 0 ? 'You are next, please be ready.' : n === 1 ? 'One before you.' : `${n} before you.`),
  come: (counter) => `Please go to ${counter}`,
  comeAgain: (calls) => `Called ${calls} times. After three times without you it goes back three places.`,
  putBack: 'You were called three times and not there: you went back three places. Missed again, the number has gone.',
  held: (counter) => `On hold at ${counter}: come back with what is missing, without queueing again.`,
  done: (counter) => `Done at ${counter}.`,
  left: {
    missed: 'You were called and not there: this number has gone. You may take another.',
    own: 'You gave it back.',
  },
  over: 'This number is of another day and is not called any more.',
  leave: 'Give it back, I do not wait',
  again: 'Take another number',
  say: 'How did it go? Tell the county',
  sayHow: 'Say nothing, and it is kept as “not said”, which never counts as good.',
}

export const queueWords: Record<Language, QueueWords> = { zh, en }

/** `007` as it is called and shown; nobody sees from a number why it comes first. */
export const numberOf = (number: number): string => String(number).padStart(3, '0')
