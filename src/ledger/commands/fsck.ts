import { parseArgs } from 'node:util'
import { toBase64 } from '../../kit/tlog/bytes.ts'
import type { Checkpoint, SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { formatNote } from '../../kit/tlog/note.ts'
import { parsePolicy, type Standing, standingOf } from '../../kit/tlog/policy.ts'
import { findText, keepText } from '../../store/files.ts'
import type { Finding } from '../finding.ts'
import { examine } from '../fsck.ts'
import { sm2StandingOf } from '../sm2.ts'
import { type LogSource, openSource } from '../source.ts'
import { checkpointIn, readGiven } from './given.ts'
import { type Out, progressTo } from './out.ts'
import { sentenceOf, sm2Sentences, standingSentence } from './sentences.ts'

interface Report {
  readonly where: string
  readonly checkpoint: Checkpoint
  readonly standing: Standing
  /** Of the SM2 keys that the policy names; null where it names none. */
  readonly sm2: 'absent' | 'signed' | 'wrong' | null
  readonly findings: readonly Finding[]
}

/**
 * `npx zaigang fsck URL|DIR`: reads a whole log. With `--state FILE` it remembers the checkpoint it found good, and the
 * next run demands that the log has only grown since. Answers 0 when all is well, 1 when something is wrong, 2 when it
 * could not look.
 */
export async function runFsck(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { policy: { type: 'string' }, state: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [where, ...more] = positionals
  if (where === undefined || more.length > 0) throw new Error('fsck URL|DIR')

  const source = openSource(where)
  const signed = checkpointIn(await source.readText('checkpoint'), where)
  const policy = await readPolicy(source, values.policy)
  const earlier = await findEarlier(values.state)
  const findings = await examine({
    readTile: source.readTile,
    checkpoint: signed.checkpoint,
    earlier: earlier?.checkpoint ?? null,
    ...(!values.json && { onEntries: progressTo(out) }),
  })
  const standing = standingOf(signed.note, parsePolicy(policy))
  const sm2 = sm2StandingOf(signed.note, policy) ?? null
  const report: Report = { where, checkpoint: signed.checkpoint, standing, sm2, findings }
  out.write(values.json ? `${JSON.stringify(readable(report))}\n` : textOf(report))
  if (!isGood(report)) return 1
  if (values.state) await keepText(values.state, formatNote(signed.note))
  return 0
}

const isGood = ({ findings, standing, sm2 }: Report): boolean =>
  findings.length === 0 && standing.state === 'witnessed' && (sm2 === null || sm2 === 'signed')

/** The one given, by preference: a log that brings its own policy can only be compared with itself. */
const readPolicy = (source: LogSource, given: string | undefined): Promise<string> =>
  given === undefined ? source.readText('policy') : readGiven(given)

async function findEarlier(file: string | undefined): Promise<SignedCheckpoint | undefined> {
  const text = file === undefined ? undefined : await findText(file)
  return text === undefined ? undefined : checkpointIn(text, file ?? '')
}

function textOf({ where, checkpoint, standing, sm2, findings }: Report): string {
  const head = `${where}\n  ${checkpoint.origin}  ${checkpoint.size}  ${toBase64(checkpoint.root)}\n`
  const lines = [...findings.map(sentenceOf), standingSentence(standing), ...(sm2 ? [sm2Sentences[sm2]] : [])]
  return `${head}${lines.map(([zh, en]) => `  ${zh}\n  ${en}\n`).join('')}`
}

const readable = ({ checkpoint, ...report }: Report) => ({
  ...report,
  checkpoint: { ...checkpoint, root: toBase64(checkpoint.root) },
  standing: report.standing.state,
})
