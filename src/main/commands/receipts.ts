import { runReceipts } from '../../ledger/commands/receipts.ts'
import { logFolder } from '../ledger.ts'
import { readSettings } from '../settings.ts'

/** `npx zaigang receipts --sample N DIR` for this installation: its log on the disk, its keys as the program tells them. */
export async function runOwnReceipts(args: readonly string[], out: NodeJS.WritableStream): Promise<number> {
  const { dataDir, port } = readSettings(process.env, [])
  const address = `http://127.0.0.1:${port}/log/policy`
  return runReceipts(args, out, {
    folder: logFolder(dataDir),
    readPolicy: async () => {
      const answer = await fetch(address).catch(() => undefined)
      if (!answer?.ok) throw new Error(`${address}? --policy FILE`)
      return answer.text()
    },
  })
}
