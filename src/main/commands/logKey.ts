import { toBase64 } from '../../kit/tlog/bytes.ts'
import type { Out } from '../../ledger/commands/out.ts'
import { addKey, type KeyAlgorithm, listKeyFiles, openSigners, retireKey } from '../../ledger/keys.ts'
import { logKeys } from '../ledger.ts'
import { readSettings } from '../settings.ts'

/**
 * `npx zaigang log-key list | add ed25519|sm2 | retire FILE`: the keys that sign the log. A new one signs beside the old
 * one from the next start on; the old one is retired when everybody has the new policy.
 */
export async function runLogKey(args: readonly string[], out: Out): Promise<number> {
  const place = await logKeys(readSettings(process.env, []), 'log')
  const [act = 'list', what = ''] = args
  // Opening makes the first one where there is none.
  const signers = await openSigners(place, 'log')
  const files = await listKeyFiles(place)
  if (act === 'add' && isAlgorithm(what)) {
    out.write(`${await addKey(place, what)}\n重新启动程序后生效  signs from the next start on\n`)
    return 0
  }
  if (act === 'retire' && files.some(({ file }) => file === what)) {
    const left = files.filter(({ file, algorithm }) => file !== what && algorithm === 'ed25519')
    if (left.length === 0) throw new Error('先增加新的 ed25519 密钥  add a new ed25519 key first')
    await retireKey(place, what)
    out.write(`${what}.retired\n重新启动程序后生效  signs no more from the next start on\n`)
    return 0
  }
  if (act !== 'list') throw new Error('log-key list | add ed25519|sm2 | retire FILE')
  for (const [i, { file }] of files.entries()) {
    const key = signers[i]?.key
    if (key) out.write(`${file}  ${toBase64(key.publicKey)}\n`)
  }
  return 0
}

const isAlgorithm = (word: string): word is KeyAlgorithm => word === 'ed25519' || word === 'sm2'
