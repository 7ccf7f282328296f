import type { Standing } from '../../kit/tlog/policy.ts'
import type { Finding } from '../finding.ts'
import type { Sentence } from './out.ts'

/** What was found, for whoever reads it without knowing what a tile is. */
export function sentenceOf(finding: Finding): Sentence {
  switch (finding.kind) {
    case 'tile':
      return tileSentences[finding.why](finding.path)
    case 'root':
      return [
        `✗ 全部 ${finding.size} 条记录算出的根值与签名的不一致：有记录被改动。`,
        `✗ the ${finding.size} entries do not lead to the signed root: an entry was changed.`,
      ]
    case 'shrunk':
      return [
        `✗ 日志变短了：原有 ${finding.was} 条，现在 ${finding.is} 条。`,
        `✗ the log has shrunk: it had ${finding.was} entries and has ${finding.is}.`,
      ]
    case 'rewritten':
      return [
        `✗ 前 ${finding.size} 条记录与上次看到的不同：历史被改写。`,
        `✗ the first ${finding.size} entries are not those seen before: history was rewritten.`,
      ]
    case 'entry':
      return [
        `✗ 第 ${finding.index} 条不是本日志的记录格式。`,
        `✗ entry ${finding.index} has a form this log does not have.`,
      ]
    case 'gap':
      return [
        `✗ 设备 ${finding.device} 的编号从 ${finding.after} 跳到 ${finding.found}（第 ${finding.index} 条）：中间的记录缺失。`,
        `✗ device ${finding.device} goes from number ${finding.after} to ${finding.found} (entry ${finding.index}): something is missing.`,
      ]
    case 'doubled':
      return [
        `✗ 设备 ${finding.device} 的编号 ${finding.number} 重复（第 ${finding.index} 条）。`,
        `✗ device ${finding.device} gives number ${finding.number} again (entry ${finding.index}).`,
      ]
    default:
      return finding satisfies never
  }
}

const tileSentences = {
  missing: (path: string): Sentence => [`✗ 文件 ${path} 缺失。`, `✗ the file ${path} is missing.`],
  differs: (path: string): Sentence => [
    `✗ 文件 ${path} 与记录不符。`,
    `✗ the file ${path} is not what the entries make.`,
  ],
  unreadable: (path: string): Sentence => [`✗ 文件 ${path} 已损坏。`, `✗ the file ${path} is damaged.`],
}

export const sm2Sentences: Readonly<Record<'absent' | 'signed' | 'wrong', Sentence>> = {
  signed: ['✓ 国密 SM2 签名正确。', '✓ signed with SM2 too.'],
  absent: ['✗ 缺少公布的国密 SM2 签名。', '✗ the SM2 signature that the policy names is missing.'],
  wrong: ['✗ 国密 SM2 签名不对。', '✗ the SM2 signature is wrong.'],
}

/** True, and worth little: whoever has the log's key can sign two of it. */
const unwitnessed: Sentence = [
  '✓ 签名正确。! 没有外部见证：持有日志密钥的人可以对不同的人出示不同的日志。',
  '✓ signed. ! No outside witness: whoever holds the key could show different logs to different people.',
]

export function standingSentence(standing: Standing): Sentence {
  switch (standing.state) {
    case 'wrong':
      return [`✗ ${standing.name} 的签名不对。`, `✗ the signature of ${standing.name} is wrong.`]
    case 'unsigned':
      return ['✗ 没有本日志的签名。', '✗ not signed by this log.']
    case 'signed':
      return [
        `✗ 已由日志签名，但见证不足（${standing.cosigned.length}）。`,
        `✗ signed by the log, but by too few witnesses (${standing.cosigned.length}).`,
      ]
    case 'witnessed':
      if (standing.cosigned.length === 0) return unwitnessed
      return [
        `✓ 签名正确，见证 ${standing.cosigned.length} 个。`,
        `✓ signed, and cosigned by ${standing.cosigned.length} witnesses.`,
      ]
    default:
      return standing satisfies never
  }
}
