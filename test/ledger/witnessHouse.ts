import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVkey, parseVkey, type VerifierKey } from '../../src/kit/tlog/note.ts'
import { runWitness } from '../../src/ledger/commands/witness.ts'

/** A witness that runs, as a log knows it. */
export interface RunningWitness {
  readonly url: string
  readonly key: VerifierKey
  readonly said: () => string
  stop(): Promise<number>
}

export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Our own command, in this process, on a free port. */
export async function startOwn(
  folder: string,
  logs: readonly VerifierKey[],
  name = 'witness.example/jiwei',
  more: readonly string[] = [],
): Promise<RunningWitness> {
  const end = new AbortController()
  let said = ''
  const args = [
    '--name',
    name,
    '--dir',
    folder,
    '--listen',
    '127.0.0.1:0',
    ...logs.flatMap((key) => ['--log', formatVkey(key)]),
    ...more,
  ]
  const code = runWitness(args, { write: (text) => (said += text) }, end.signal)
  const early = await Promise.race([code, appears(() => said.includes('DATA_DIR/witnesses'))])
  if (early !== undefined) throw new Error(`the witness ended with ${early}: ${said}`)
  const [, vkey = '', url = ''] = /\n {2}witness \S+ (\S+) (\S+)\n/.exec(said) ?? []
  const key = parseVkey(vkey)
  if (!key) throw new Error(`no key in: ${said}`)
  const stop = () => {
    end.abort()
    return code
  }
  return { url, key, said: () => said, stop }
}

async function appears(seen: () => boolean): Promise<undefined> {
  while (!seen()) await new Promise((wake) => setTimeout(wake, 20))
  return undefined
}

/** One submission by hand, as the protocol writes it. */
export async function post(url: string, body: string): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
