import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { toIso } from '../../kit/time.ts'
import { formatVkey, keyTypes, parseVkey, type VerifierKey, verifierKey } from '../../kit/tlog/note.ts'
import { takeLock } from '../../store/lock.ts'
import { StartError } from '../../store/start-error.ts'
import type { KnownLogs } from '../witness/judge.ts'
import { keepWitnessKey } from '../witness/key.ts'
import { openMemory } from '../witness/memory.ts'
import { serveWitness } from '../witness/serve.ts'
import { type Added, openWitness } from '../witness/witness.ts'
import type { Out } from './out.ts'

interface WitnessOptions {
  readonly name: string
  readonly logs: KnownLogs
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly hosts: readonly string[]
}

/**
 * `npx zaigang witness`: runs a witness until it is told to end (SIGINT, SIGTERM or the signal given). Answers the exit
 * code: 0, 1 when it cannot start, 2 when the command is not understood.
 */
export async function runWitness(args: readonly string[], out: Out, until?: AbortSignal): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    out.write(`${options}\n\n${usage}`)
    return 2
  }
  try {
    const running = await startWitness(options, out)
    await ended(until)
    await running.stop()
    return 0
  } catch (failure) {
    const why = failure instanceof StartError ? failure.message : portTaken(failure, options)
    if (why === undefined) throw failure
    out.write(`! ${why}\n`)
    return 1
  }
}

const usage = `用法 usage: npx zaigang witness --name NAME --log VKEY [--log VKEY] --dir DIR [--listen 127.0.0.1:7380] [--allow-host HOST]
  --name        见证名称，如 jiwei.example.gov.cn/witness（不含空格和加号）  the witness's name, without spaces and plus
  --log         县账本的公钥（可重复；更换公钥时新旧都写）  public key of a log; again for each, old and new ones after a change
  --dir         存放密钥和见证记录的目录（不要与他人共用，不要从备份恢复）  key and memory; never restore it from a backup
  --listen      监听地址  where to listen
  --allow-host  只回答这些主机名（可重复）  answer only to these names of host
`

function readOptions(args: readonly string[]): WitnessOptions | string {
  const given = parse(args)
  if (typeof given === 'string') return given
  const { name = '', log = [], dir, listen = '127.0.0.1:7380', 'allow-host': hosts = [] } = given
  if (!isName(name)) return '! --name ?'
  const logs = knownLogs(log)
  if (typeof logs === 'string') return logs
  if (dir === undefined) return '! --dir ?'
  const [, host, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen)?.filter((it) => it !== undefined) ?? []
  if (host === undefined || Number(port) > 65535) return '! --listen 127.0.0.1:7380 ?'
  return { name, logs, folder: resolve(dir), host, port: Number(port), hosts }
}

function parse(args: readonly string[]) {
  try {
    const many = { type: 'string', multiple: true } as const
    const one = { type: 'string' } as const
    const options = { name: one, log: many, dir: one, listen: one, 'allow-host': many }
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (failure) {
    return `! ${(failure as Error).message}`
  }
}

function isName(name: string): boolean {
  try {
    return verifierKey(name, keyTypes.cosignature, new Uint8Array(32)).name === name
  } catch {
    return false
  }
}

function knownLogs(vkeys: readonly string[]): KnownLogs | string {
  const logs = new Map<string, VerifierKey[]>()
  for (const vkey of vkeys) {
    const key = parseVkey(vkey)
    if (key?.type !== keyTypes.ed25519) return `! --log ${vkey} ?`
    logs.set(key.name, [...(logs.get(key.name) ?? []), key])
  }
  return logs.size === 0 ? '! --log ?' : logs
}

async function startWitness(options: WitnessOptions, out: Out): Promise<{ stop(): Promise<void> }> {
  const { folder, logs, name, hosts } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = await takeLock(join(folder, 'witness.lock'))
  try {
    const { key, privateKey } = await keepWitnessKey(join(folder, 'witness.key'), name)
    const memory = await openMemory({ folder, logs, witness: key })
    const witness = openWitness({ key, privateKey, logs, memory, now: () => toIso(Date.now()) })
    const complain = (failure: unknown): void => void out.write(`! ${String(failure)}\n`)
    const told = (origin: string, size: number, added: Added): void => tell(out, origin, size, added)
    const server = serveWitness({ witness, key, logs, memory, hosts, complain, told })
    server.listen(options.port, options.host)
    await once(server, 'listening')
    greet(out, key, options, server.address() as AddressInfo)
    const stop = async (): Promise<void> => {
      server.close()
      server.closeAllConnections()
      await lock.release()
    }
    return { stop }
  } catch (failure) {
    await lock.release()
    throw failure
  }
}

function greet(out: Out, key: VerifierKey, { host }: WitnessOptions, { port }: AddressInfo): void {
  const vkey = formatVkey(key)
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  out.write(`· 见证已启动  The witness is running: ${address}
· 公钥  its key: ${vkey}
· 交给县里写入 DATA_DIR/witnesses 的一行（末尾地址改为县服务器能访问的地址）
  The line for the county's DATA_DIR/witnesses (its address as the county's server reaches it):
  witness ${key.name} ${vkey} ${address}
`)
}

/** One line for each submission; what may prove a forged log cannot be overlooked. */
function tell(out: Out, origin: string, size: number, added: Added): void {
  const [zh, en] = said[added.kind]
  const mark = added.kind === 'otherRoot' || added.kind === 'wrongProof' ? '!!' : '·'
  // A stranger's name is not shown: it may hold anything.
  const log = added.kind === 'unknownLog' ? '?' : origin
  out.write(`${mark} ${toIso(Date.now())} ${log} ${size} ${zh}  ${en}\n`)
}

const said = {
  cosigned: ['已见证', 'cosigned'],
  unknownLog: ['不认识的账本', 'unknown log'],
  wrongSignature: ['签名不符', 'not signed by the log'],
  backwards: ['大小颠倒', 'sizes reversed'],
  otherSize: ['大小不符，已告知', 'other size, told'],
  otherRoot: [
    '同样大小出现两个不同的账本！已保存到 accused，请立即报告。',
    'TWO DIFFERENT LOGS OF THE SAME SIZE. Kept in accused; report it.',
  ],
  wrongProof: [
    '新账本不是由旧账本增长而来，或证明有误。已保存到 accused，请核查。',
    'DID NOT GROW FROM WHAT WAS COSIGNED, or its proof is wrong. Kept in accused; look into it.',
  ],
} as const satisfies Record<Added['kind'], readonly [zh: string, en: string]>

async function ended(until = new AbortController().signal): Promise<void> {
  const enough = new AbortController()
  const { signal } = enough
  const aborted = until.aborted ? Promise.resolve() : once(until, 'abort', { signal })
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal }), aborted])
  enough.abort()
}

function portTaken(failure: unknown, { host, port }: WitnessOptions): string | undefined {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return undefined
  return `无法监听 ${host}:${port}（${code}）\n  Cannot listen on ${host}:${port} (${code})`
}
