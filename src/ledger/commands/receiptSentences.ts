import type { PromiseStanding } from '../../kit/tlog/promise.ts'
import type { ReceiptStanding } from '../../kit/tlog/receipt.ts'
import type { FileStanding, Judged } from './looking.ts'
import type { Sentence } from './out.ts'

/** A judgement for whoever reads it on a terminal. */
export function receiptSentence({ kind, standing }: Judged): Sentence {
  return kind === 'promise' ? ofPromise(standing) : ofReceipt(standing)
}

function ofReceipt(standing: ReceiptStanding | FileStanding): Sentence {
  switch (standing.state) {
    case 'witnessed':
      return 'proven' in standing ? ofWitnessed(standing) : ['✓ 在账本里，见证方已签名。', '✓ in the log, witnessed.']
    case 'signed':
      return [
        '○ 在账本里，账本已签名，见证方不够：账本有可能给别人看另一个版本。',
        '○ in the log and signed by it; too few witnesses: others could be shown another log.',
      ]
    case 'changed':
      return [
        '✗ 内容被改过：账本里这一条记的不是这些内容。',
        '✗ the content was changed: it is not what the log holds.',
      ]
    case 'notInTree':
      return ['✗ 这一条不在账本里。', '✗ this entry is not in the log.']
    case 'forged':
      return ['✗ 签名不对。', '✗ a signature is wrong.']
    case 'otherLog':
      return [`✗ 属于别的账本：${standing.origin}`, `✗ of another log: ${standing.origin}`]
    case 'unreadable':
      return ['✗ 不是回执，或者不完整。', '✗ no receipt, or not a whole one.']
    default:
      return standing satisfies never
  }
}

function ofWitnessed({ proven }: Extract<ReceiptStanding, { state: 'witnessed' }>): Sentence {
  const { index, size, witnesses, recordedBefore = '' } = proven
  const names = witnesses.map(({ name }) => name).join(', ')
  return [
    `✓ 账本第 ${index + 1} 条（共 ${size} 条），${recordedBefore} 之前已记入，之后没有改过；见证方：${names}`,
    `✓ entry ${index + 1} of ${size}, recorded before ${recordedBefore}, unchanged since; witnessed by ${names}`,
  ]
}

function ofPromise(standing: PromiseStanding): Sentence {
  switch (standing.state) {
    case 'open':
      return [
        `✓ 承诺有效：最迟 ${standing.promised.before} 写入第 ${standing.promised.index + 1} 条。`,
        `✓ a genuine promise: entry ${standing.promised.index + 1} by ${standing.promised.before}.`,
      ]
    case 'kept':
      return ['✓ 承诺已兑现。', '✓ the promise was kept.']
    case 'overdue':
      return [
        `✗ 承诺的时间（${standing.promised.before}）已过，没有出示证明：要么还没去取，要么有人压下了这条记录。`,
        `✗ the promised time (${standing.promised.before}) is over and no proof was shown: nobody asked for it, or the entry was suppressed.`,
      ]
    case 'broken':
      return [
        '✗ 承诺没有兑现，证据确凿：有人压下了这条记录。这份承诺可以交给任何人核对。',
        '✗ the promise was broken, proven: the entry was suppressed. Anybody can check this promise.',
      ]
    case 'forged':
      return ['✗ 签名不对。', '✗ the signature is wrong.']
    case 'otherLog':
      return [`✗ 属于别的账本：${standing.origin}`, `✗ of another log: ${standing.origin}`]
    case 'unreadable':
      return ['✗ 不是承诺，或者不完整。', '✗ no promise, or not a whole one.']
    default:
      return standing satisfies never
  }
}
