import { resolve } from 'node:path'
import { Refusal, refusals } from '../../kit/refusals.ts'
import { StartError } from '../../store/start-error.ts'
import { Obstacle } from './obstacle.ts'

/** Runs a command to its end. What stops it is said in a sentence; only a surprise shows where it happened. */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (failure) {
    process.stderr.write(`\n${sentenceOf(failure)}\n`)
    process.exitCode = 1
  }
}

function sentenceOf(failure: unknown): string {
  if (failure instanceof Obstacle || failure instanceof StartError) return `! ${failure.zh}\n  ${failure.en}`
  if (failure instanceof Refusal) return `! ${refusals[failure.refusal].slice(1).join('\n  ')}`
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
}

/** The one file a command was given, below the folder npm was called in. */
export function readFileName(command: string, argv: readonly string[], environment: NodeJS.ProcessEnv): string {
  const [file, ...more] = argv
  if (!file || more.length > 0 || file.startsWith('-')) throw new Obstacle('fileWanted', command)
  return resolve(environment.INIT_CWD ?? '.', file)
}
