import { type ChildProcess, spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { formatVkey } from '../../src/kit/tlog/note.ts'
import { formatSubmission } from '../../src/ledger/witness/submission.ts'
import { newKeys, paperLog } from './paperLog.ts'
import { post, temporaryFolder } from './witnessHouse.ts'

const keys = newKeys('zaigang.example/kq/330881')
const log = paperLog(keys)
const kills = 8
const eachTime = 5

async function startProgram(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const args = ['--name', 'w.example', '--log', formatVkey(keys.key), '--dir', folder, '--listen', '127.0.0.1:0']
  const command = ['--import', 'tsx', 'test/ledger/witnessProgram.ts', ...args]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (text) => {
      said += text
      const [, address] = /(http:\S+)\n· /.exec(said) ?? []
      if (address) found(address)
    })
    child.once('exit', (code) => failed(new Error(`the witness ended with ${code}: ${said}`)))
  })
  return { child, url }
}

const submit = (url: string, old: number, size: number) =>
  post(url, formatSubmission({ old, proof: log.growth(old, size), signed: log.signed(size) }))

test(`killed ${kills} times while it cosigns, a witness never forgets what it told`, async () => {
  const { folder, remove } = temporaryFolder()
  let told = 0
  for (let kill = 0; kill <= kills; kill += 1) {
    // That it starts at all says that what it remembers verifies.
    const { child, url } = await startProgram(folder)
    const gone = new Promise((end) => child.once('exit', end))
    const asked = await submit(url, 0, 1)
    // What was being cosigned when it was killed may have been remembered or not; what was told must have been.
    const known = kill === 0 ? 0 : Number(asked.text)
    expect(asked.status).toBe(kill === 0 ? 200 : 409)
    expect(known).toBeGreaterThanOrEqual(told)
    told = Math.max(1, known)
    for (let one = 0; one < eachTime; one += 1) {
      expect((await submit(url, told, told + 1)).status).toBe(200)
      told += 1
    }
    const last = submit(url, told, told + 1).catch(() => undefined)
    setTimeout(() => child.kill('SIGKILL'), kill)
    if ((await last)?.status === 200) told += 1
    await gone
  }
  remove()
})
