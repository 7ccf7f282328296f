import { randomInt } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { canonical } from '../../kit/canonical.ts'
import { utf8 } from '../../kit/tlog/bytes.ts'
import type { SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { formatVkey } from '../../kit/tlog/note.ts'
import { parsePolicy } from '../../kit/tlog/policy.ts'
import { formatProof, formatSpicy, type Proof } from '../../kit/tlog/proof.ts'
import { tileWidth } from '../../kit/tlog/tile.ts'
import { entriesOf } from '../bundle.ts'
import { treeReader } from '../reader.ts'
import { type LogSource, openSource } from '../source.ts'
import { checkpointIn, readGiven } from './given.ts'
import { type Out, progressTo } from './out.ts'

export interface ReceiptsSettings {
  /** The folder of this installation's log. */
  readonly folder: string
  /** The whole policy: the log's keys too. Asked for where `--policy` says no other. */
  readPolicy(): Promise<string>
}

export const receiptsUsage = 'receipts --sample N DIR [--log URL|FOLDER] [--policy FILE]'

/**
 * `npx zaigang receipts --sample N DIR`: N receipts drawn by lot from a published log, without content, so without
 * anything personal: `<index>.tlog-proof`, and for `spicy -verify` `<index>.json` with `<index>.json.spicy`; beside them
 * `vkey` and `policy`. Reads files only. Answers 0.
 */
export async function runReceipts(args: readonly string[], out: Out, settings: ReceiptsSettings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sample: { type: 'string' }, log: { type: 'string' }, policy: { type: 'string' } },
  })
  const [folder, ...more] = positionals
  const wanted = Number(values.sample ?? 100)
  if (folder === undefined || more.length > 0 || !Number.isSafeInteger(wanted) || wanted < 1)
    throw new Error(receiptsUsage)

  const source = openSource(values.log ?? settings.folder)
  const signed = checkpointIn(await source.readText('checkpoint'), source.where)
  await mkdir(folder, { recursive: true })
  await writeKeys(folder, await policyFor(source, values, settings), signed)
  await writeSample(folder, source, signed, draw(wanted, signed.checkpoint.size), out)
  return 0
}

async function policyFor(
  source: LogSource,
  { log, policy }: { readonly log?: string | undefined; readonly policy?: string | undefined },
  settings: ReceiptsSettings,
): Promise<string> {
  if (policy !== undefined) return readGiven(policy)
  return log === undefined ? settings.readPolicy() : source.readText('policy')
}

/** So many different places by lot, in order; all of them where there are no more. */
function draw(wanted: number, size: number): number[] {
  const drawn = new Set<number>()
  // The last steps of a lot without repetition (Floyd): each set is as likely as any other.
  for (let last = Math.max(0, size - wanted); last < size; last += 1) {
    const one = randomInt(last + 1)
    drawn.add(drawn.has(one) ? last : one)
  }
  return [...drawn].sort((a, b) => a - b)
}

async function writeKeys(folder: string, policy: string, { checkpoint }: SignedCheckpoint): Promise<void> {
  const key = parsePolicy(policy).logs.find((log) => log.key.name === checkpoint.origin)?.key
  if (!key) throw new Error(`policy: log ${checkpoint.origin}?`)
  await writeFile(join(folder, 'vkey'), `${formatVkey(key)}\n`)
  await writeFile(join(folder, 'policy'), policy)
}

async function writeSample(
  folder: string,
  source: LogSource,
  signed: SignedCheckpoint,
  indices: readonly number[],
  out: Out,
): Promise<void> {
  const say = progressTo(out)
  const tree = treeReader(source.readTile, signed.checkpoint.size)
  for (const [done, index] of indices.entries()) {
    const entry = await readEntry(source, index, signed.checkpoint.size)
    const proof = { index, path: await tree.prove(index), signed }
    await writeFile(join(folder, `${index}.tlog-proof`), sealedReceipt(entry, proof))
    await writeFile(join(folder, `${index}.json`), entry)
    await writeFile(join(folder, `${index}.json.spicy`), formatSpicy(proof))
    say(done + 1, indices.length)
  }
}

/** A receipt that shows the entry and not what it is the commitment to. */
const sealedReceipt = (entry: Uint8Array, proof: Proof): string => {
  const members: unknown = JSON.parse(Buffer.from(entry).toString('utf8'))
  return formatProof({ ...proof, extra: utf8(canonical({ entry: members })) })
}

async function readEntry(source: LogSource, index: number, size: number): Promise<Uint8Array> {
  const first = Math.floor(index / tileWidth)
  const width = Math.min(tileWidth, size - first * tileWidth)
  const entries = entriesOf(await source.readTile({ level: 'entries', index: first, width }))
  const entry = entries?.[index % tileWidth]
  if (!entry) throw new Error(`${source.where}: entry ${index}?`)
  return entry
}
