import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { toIso } from '../../kit/time.ts'
import { formatVkey, keyTypes, parseVkey } from '../../kit/tlog/note.ts'
import { type Policy, parsePolicy } from '../../kit/tlog/policy.ts'
import { promiseKeyOf } from '../../kit/tlog/promise.ts'
import { findText } from '../../store/files.ts'
import { readGiven } from './given.ts'
import { type Given, type Keys, type Looked, lookAt } from './looking.ts'
import type { Out } from './out.ts'
import { receiptSentence } from './receiptSentences.ts'

export const verifyUsage = 'verify FILE… (--policy FILE|URL | --vkey VKEY) [--checkpoint FILE|URL] [--json]'

/**
 * `npx zaigang verify FILE…`: judges receipts (`.tlog-proof`), promises, links of QR codes, and files with a `.spicy`
 * beside them. A promise is held against the receipts given with it and against `--checkpoint`. Answers 0 when all hold,
 * 1 when one does not, 2 when it could not look.
 */
export async function runVerify(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      vkey: { type: 'string' },
      checkpoint: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if (positionals.length === 0) throw new Error(verifyUsage)
  const keys = await readKeys(values.policy, values.vkey)
  const checkpoint = values.checkpoint === undefined ? undefined : await readGiven(values.checkpoint)
  const given = await Promise.all(positionals.map(readOne))
  const looked = lookAt(given, keys, { now: toIso(Date.now()), checkpoint })
  out.write(values.json ? `${JSON.stringify(looked.map(readable))}\n` : looked.map(textOf).join(''))
  return looked.every(({ holds }) => holds) ? 0 : 1
}

async function readKeys(policyAt: string | undefined, vkey: string | undefined): Promise<Keys> {
  if (policyAt !== undefined) return keysIn(await readGiven(policyAt))
  const key = parseVkey(vkey ?? '')
  if (key?.type !== keyTypes.ed25519) throw new Error('--policy FILE|URL ? --vkey VKEY ?')
  return keysIn(`log ${formatVkey(key)}\nquorum none\n`)
}

function keysIn(text: string): Keys {
  const policy: Policy = parsePolicy(text)
  return { policy, promiseKey: promiseKeyOf(text) }
}

/** A link may be given in place of a file; everything in it is behind its `#`, so nothing is fetched. */
async function readOne(where: string): Promise<Given> {
  if (where.includes('#')) return { where: `${where.slice(0, 40)}…`, bytes: Buffer.from(where), spicy: undefined }
  return { where, bytes: await readFile(where), spicy: await findText(`${where}.spicy`) }
}

function textOf({ where, looked }: Looked): string {
  const [zh, en] = receiptSentence(looked)
  return `${where}\n  ${zh}\n  ${en}\n`
}

/** Without the content: a report may be kept where a receipt must not. */
function readable({ where, holds, looked }: Looked): object {
  const { state } = looked.standing
  const proven = 'proven' in looked.standing ? looked.standing.proven : undefined
  const promised = 'promised' in looked.standing ? looked.standing.promised : undefined
  const { index, size, witnesses, recordedBefore, origin } = proven ?? {}
  return {
    where,
    kind: looked.kind,
    state,
    holds,
    ...(proven && { origin, index, size, witnesses, recordedBefore }),
    ...(promised && { origin: promised.origin, index: promised.index, before: promised.before }),
  }
}
