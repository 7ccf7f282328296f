import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Out } from '../../ledger/commands/out.ts'
import { runReceipts } from '../../ledger/commands/receipts.ts'
import { logFolder } from '../ledger.ts'
import { readSettings } from '../settings.ts'

/** `npx zaigang receipts --sample N DIR` for this installation: its log on the disk, whether the program runs or not. */
export async function runOwnReceipts(args: readonly string[], out: Out): Promise<number> {
  const folder = logFolder(readSettings(process.env, []).dataDir)
  return runReceipts(args, out, { folder, readPolicy: () => readFile(join(folder, 'policy'), 'utf8') })
}
