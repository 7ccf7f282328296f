import { lapseDays } from '../../../src/contract/proposals.ts'
import { inBoth } from '../language.tsx'

/** What is said wherever a change takes two persons. */
export const secondWords = inBoth(
  {
    awaited: '已提交，待另一人复核后生效。',
    alone: '目前没有其他人可以复核：已由您一人生效，并计入公开统计。',
    takesTwo: `须由另一人复核后才生效；${lapseDays} 天内无人复核即失效。`,
    takesTwoPast: '这一天已经过去，更改须由另一人复核后才生效。',
    why: '为什么要改（给复核人看）',
    whyWanted: '请写明为什么要改',
    waiting: '待另一人复核',
    waitingHere: (n: number) => `${n} 项更改待另一人复核，尚未生效`,
    look: '查看',
    toConfirm: (n: number) => `${n} 项待您复核`,
  },
  {
    awaited: 'Handed in: it holds once another person confirms it.',
    alone: 'Nobody else can confirm this yet: it holds by your word alone, and is counted publicly.',
    takesTwo: `It holds once another person confirms it; it lapses after ${lapseDays} days.`,
    takesTwoPast: 'This day is over: the change holds once another person confirms it.',
    why: 'Why it should change (for whoever confirms it)',
    whyWanted: 'Please say why it should change',
    waiting: 'Waits for another person',
    waitingHere: (n) =>
      `${n} ${n === 1 ? 'change waits' : 'changes wait'} for another person and ${n === 1 ? 'does' : 'do'} not hold yet`,
    look: 'Look',
    toConfirm: (n) => `${n} for you to confirm`,
  },
)
