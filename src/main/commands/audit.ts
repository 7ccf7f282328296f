import { parseArgs } from 'node:util'
import type { Checkpoint } from '../../kit/tlog/checkpoint.ts'
import { parsePolicy, type Standing, standingOf } from '../../kit/tlog/policy.ts'
import { type Audited, auditFacts, type Deviation } from '../../ledger/audit.ts'
import { checkpointIn, readGiven } from '../../ledger/commands/given.ts'
import type { Out, Sentence } from '../../ledger/commands/out.ts'
import { standingSentence } from '../../ledger/commands/sentences.ts'
import { countyIdOf } from '../../people/store/tree.ts'
import { reach } from '../backup/reach.ts'
import { sayTo } from '../say.ts'
import { readSettings } from '../settings.ts'

/**
 * `npx zaigang audit CHECKPOINT`: checks every record of this installation's database against a checkpoint that was kept
 * elsewhere. Answers 0 when all is well, 1 when something was changed.
 */
export async function runAudit(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { policy: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Error('audit CHECKPOINT [--policy FILE]')
  const signed = checkpointIn(await readGiven(file), file)
  const standing = values.policy && standingOf(signed.note, parsePolicy(await readGiven(values.policy)))
  const audited = await auditHere(signed.checkpoint)
  out.write(values.json ? `${JSON.stringify(audited)}\n` : textOf(audited, standing || undefined))
  return isGood(audited, standing || undefined) ? 0 : 1
}

async function auditHere(checkpoint: Checkpoint): Promise<Audited> {
  // What the report is read from must hold nothing else.
  const say = sayTo(process.stderr)
  const reached = await reach(readSettings(process.env, []), say)
  try {
    const countyId = await countyIdOf(reached.center)
    const all = checkpoint.size
    return await auditFacts(reached.center, countyId, checkpoint, (done) =>
      say.progress('audit', Math.min(done, all), all),
    )
  } finally {
    await reached.stop()
  }
}

const isGood = ({ deviations }: Audited, standing: Standing | undefined): boolean =>
  deviations.length === 0 && (standing === undefined || standing.state === 'witnessed')

function textOf(audited: Audited, standing: Standing | undefined): string {
  const { facts, erased, deviations } = audited
  const mark = isGood(audited, standing) ? '✓' : '✗'
  const lines = [
    ...deviations.slice(0, mostTold).map(sentenceOf),
    ...(standing ? [standingSentence(standing)] : []),
    [
      `${mark} ${facts} 条记录，其中 ${erased} 条内容已销毁，${deviations.length} 处不符。`,
      `${mark} ${facts} records, ${erased} of them erased, ${deviations.length} deviations.`,
    ],
  ]
  return lines.map(([zh, en]) => `${zh}\n${en}\n`).join('')
}

const mostTold = 100

function sentenceOf(deviation: Deviation): Sentence {
  switch (deviation.kind) {
    case 'content':
      return [
        `✗ 第 ${deviation.position} 条记录的内容被改动（${deviation.id}）。`,
        `✗ the content of record ${deviation.position} was changed (${deviation.id}).`,
      ]
    case 'missing':
      return [`✗ 第 ${deviation.position} 条记录不见了。`, `✗ record ${deviation.position} is missing.`]
    case 'uncertified':
      return [
        `✗ 第 ${deviation.position} 条记录的内容被销毁，却没有销毁凭证（${deviation.id}）。`,
        `✗ the content of record ${deviation.position} was destroyed without a certificate (${deviation.id}).`,
      ]
    case 'rewritten':
      return [
        `✗ 前 ${deviation.size} 条记录与检查点不符：有记录连同其承诺值一起被替换。`,
        `✗ the first ${deviation.size} records are not those of the checkpoint: some were replaced together with their commitments.`,
      ]
    default:
      return deviation satisfies never
  }
}
