import { runFsck } from '../ledger/commands/fsck.ts'
import type { Out } from '../ledger/commands/out.ts'
import { receiptsUsage } from '../ledger/commands/receipts.ts'
import { runVerify, verifyUsage } from '../ledger/commands/verify.ts'
import { runWitness } from '../ledger/commands/witness.ts'
import { StartError } from '../store/start-error.ts'
import { runAudit } from './commands/audit.ts'
import { runLogKey } from './commands/logKey.ts'
import { runLogRenew } from './commands/logRenew.ts'
import { runOwnReceipts } from './commands/receipts.ts'

type Command = (args: readonly string[], out: Out) => Promise<number>

interface Entry {
  readonly run: Command
  readonly usage: string
  readonly zh: string
  readonly en: string
}

/** What can be done from a terminal beside starting the program. */
const commands: Readonly<Record<string, Entry>> = {
  fsck: {
    run: runFsck,
    usage: 'fsck URL|DIR [--policy FILE|URL] [--state FILE] [--json]',
    zh: '完整核查一个公开日志',
    en: 'check a whole public log',
  },
  audit: {
    run: runAudit,
    usage: 'audit CHECKPOINT [--policy FILE] [--json]',
    zh: '用昨天的见证检查点核查数据库里的全部记录',
    en: 'check every record of the database against a checkpoint kept since yesterday',
  },
  verify: {
    run: runVerify,
    usage: verifyUsage,
    zh: '核对回执、承诺或二维码链接',
    en: 'check receipts, promises or links of QR codes',
  },
  receipts: {
    run: runOwnReceipts,
    usage: receiptsUsage,
    zh: '随机抽取不含内容的回执，供别的工具核对',
    en: 'receipts without content drawn by lot, for other tools to check',
  },
  'log-key': {
    run: runLogKey,
    usage: 'log-key list | add ed25519|sm2 | retire FILE',
    zh: '查看、增加、停用日志的签名密钥',
    en: 'list, add or retire keys of the log',
  },
  'log-renew': {
    run: runLogRenew,
    usage: 'log-renew --because "…"',
    zh: '恢复旧备份之后重新开始公开日志（原因公开）',
    en: 'begin a new log after an older backup was restored; the reason is public',
  },
  witness: {
    run: runWitness,
    usage: 'witness --name NAME --log VKEY --dir DIR [--listen HOST:PORT]',
    zh: '为别人的日志作见证（上级单位运行）',
    en: 'witness a log (for an office above)',
  },
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage, zh, en }) => `  npx zaigang ${usage}\n      ${zh}  ${en}`)
  return `${lines.join('\n')}\n`
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  process.stderr.write(usage())
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = await command.run(args, process.stdout)
  } catch (failure) {
    const said = failure instanceof StartError ? `${failure.zh}\n${failure.en}` : String((failure as Error).message)
    process.stderr.write(`${said}\n`)
    process.exitCode = 2
  }
}
