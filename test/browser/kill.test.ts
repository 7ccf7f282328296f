import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { bindKey, type KioskKey, type KioskLine, openLine } from '../house/wire.ts'
import { openClient } from './client.ts'
import { type Product, startProduct } from './product.ts'
import { type Person, setUpVillage } from './village.ts'

let product: Product
let key: KioskKey
let people: Person[]
const began = dayOf(new Date().toISOString())
/** What the screen said was done: "谢谢，已签到！". */
const acknowledged = new Set<string>()

beforeAll(async () => {
  product = await startProduct()
  const village = await setUpVillage(product)
  people = []
  for (let n = 0; n < 5; n += 1) people.push(await village.hire(`张${n}`, `10${n}`))
  key = await bindKey(product.url, await village.kioskLink())
})
afterAll(() => product?.remove())

const kills = 50
/** Check-ins that must have been acknowledged between two kills. */
const between = 3

const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))

/** Checks people in by number and PIN, one after another, until it is told to stop or the line is gone. */
async function checkInOn(line: KioskLine, stop: () => boolean): Promise<void> {
  for (let turn = 0; !stop() && line.closed === null; turn += 1) {
    const { employeeNo, pin } = people[turn % people.length]!
    line.say({ say: 'otherWay' })
    line.say({ say: 'pin', method: 'pin', claim: employeeNo, pin })
    const from = line.heard.length
    await answered(line, from)
  }
}

/** Waits for the next "done", a refusal, or the end of the line. */
async function answered(line: KioskLine, from: number): Promise<void> {
  for (let tries = 0; tries < 1000 && line.closed === null; tries += 1) {
    const told = line.heard.slice(from)
    for (const it of told) if (it.say === 'show' && it.scene.scene === 'done') acknowledged.add(it.scene.checkInId)
    const over = told.some((it) => it.say === 'refused' || (it.say === 'show' && it.scene.scene === 'done'))
    const refused = told.some((it) => it.say === 'show' && it.scene.scene === 'otherWay' && it.scene.refused !== null)
    if (over || refused) return
    await pause(5)
  }
}

const openAgain = async (): Promise<KioskLine> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await openLine(product.url, key)
    } catch (failure) {
      if (tries >= 20)
        throw new Error(`the kiosk finds no station; the program said:\n${product.said()}`, { cause: failure })
      await pause(500)
    }
  }
}

const killDatabase = (): void => {
  const [pid] = readFileSync(join(product.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

test(`${kills} kills of program and database during check-ins lose nothing the screen has acknowledged`, {
  timeout: 900_000,
}, async () => {
  let line = await openAgain()
  for (let kill = 0; kill < kills; kill += 1) {
    let stopped = false
    const enough = acknowledged.size + between
    const work = checkInOn(line, () => stopped)
    while (acknowledged.size < enough && line.closed === null) await pause(5)
    if (kill % 2 === 0) {
      await product.kill9()
      await work
      product = await startProduct({ dataDir: product.dataDir })
    } else {
      killDatabase()
      stopped = true
      await work
      line.socket.close()
    }
    line = await openAgain()
  }
  line.socket.close()
  expect(acknowledged.size).toBeGreaterThanOrEqual(kills * between)

  const clerk = openClient(product.url)
  await clerk.send('POST', '/api/log-in', { login: 'clerk', password: 'a-long-enough-password' })
  const listIds = async (): Promise<string[]> => {
    const days = [began, addDays(began, 1)]
    const rows = await Promise.all(days.map((day) => clerk.get<{ checkInId: string }[]>(`/api/check-ins?day=${day}`)))
    return rows.flat().map((it) => it.checkInId)
  }
  const missing = async (): Promise<string[]> => {
    const kept = new Set(await listIds())
    return [...acknowledged].filter((id) => !kept.has(id))
  }
  await expect.poll(missing, { timeout: 60_000, interval: 500 }).toEqual([])
  const ids = await listIds()
  expect(new Set(ids).size).toBe(ids.length)
  console.log(`kills ${kills}, check-ins acknowledged ${acknowledged.size}, kept ${ids.length}, lost 0`)
})
