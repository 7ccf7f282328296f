import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../../', import.meta.url).pathname
const program = join(root, 'dist/server/src/main/main.js')

/** The built product, running as users run it. */
export interface Product {
  readonly url: string
  readonly dataDir: string
  readonly pid: number
  /** All it has said so far. */
  said(): string
  /** Resolves with the first match in what it says. */
  until(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>
  /** Ends it as an operator would; keeps the data. */
  stop(): Promise<void>
  kill9(): Promise<void>
  /** Ends it and forgets the data. */
  remove(): Promise<void>
}

export interface ProductOptions {
  readonly demo?: boolean
  /** One of the two alone; both under one roof where none is named. */
  readonly role?: 'station' | 'center'
  readonly dataDir?: string
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `node main.js` and resolves when it answers. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'zaigang-browser-'))
  const port = options.port ?? (await findFreePort())
  const child = spawn(
    process.execPath,
    [program, ...(options.demo ? ['--demo'] : []), ...(options.role ? ['--role', options.role] : [])],
    {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const output = follow(child)
  const url = `http://127.0.0.1:${port}`
  await output.until(options.role === 'station' ? /在岗 Zaigang[^\n]*\n[^\n]*http/ : /console +http/, 300_000)
  const ended = (signal: NodeJS.Signals): Promise<void> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((done) => {
          child.once('exit', () => done())
          child.kill(signal)
        })
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    ...output,
    stop: () => ended('SIGTERM'),
    kill9: () => ended('SIGKILL'),
    remove: async () => {
      await ended('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A port nobody has now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

function follow(child: ChildProcess): Pick<Product, 'said' | 'until'> {
  let said = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said += text.toString()
      for (const listen of listeners) listen()
    })
  }
  const until = (pattern: RegExp, withinMs = 60_000): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        listeners.delete(look)
        settle()
      }
      const look = (): void => {
        const found = pattern.exec(said)
        if (found) finish(() => resolve(found))
        else if (child.exitCode !== null) finish(() => reject(new Error(`the product ended:\n${said}`)))
      }
      const timer = setTimeout(() => finish(() => reject(new Error(`never said ${pattern}:\n${said}`))), withinMs)
      child.once('exit', look)
      listeners.add(look)
      look()
    })
  return { said: () => said, until }
}
