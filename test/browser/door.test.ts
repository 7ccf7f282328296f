import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scene } from '../../src/contract/kiosk.ts'
import { openEyes } from '../../src/face/eyes.ts'
import { keepModels } from '../../src/face/models.ts'
import { newId } from '../../src/kit/ids.ts'
import { dayOf, instantAt } from '../../src/kit/time.ts'
import { type Camera, openCamera, toYuv } from '../puppet/camera.ts'
import { frameFace, listFaces } from '../puppet/faces.ts'
import { makePerformer, type Performer } from '../puppet/performer.ts'
import { makePuppet } from '../puppet/warp.ts'
import { type Kiosk, openBrowser, openKiosk, typeOn } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { type Person, setUpVillage, type Village } from './village.ts'

/** Faces of the sample photographs that are simulated people here, and the turn that makes each look straight ahead. */
const cast = {
  zhang: { file: 'sample3.jpg', face: 0, straight: 16, lids: 1 },
  wang: { file: 'sample5.jpg', face: 2, straight: -20, lids: 1 },
  stranger: { file: 'sample3.jpg', face: 1, straight: 12, lids: 1.25 },
} as const

let product: Product
let village: Village
let browser: Browser
let kiosk: Kiosk
let camera: Camera
const people = {} as Record<'zhang' | 'wang' | 'li', Person>
const performers = {} as Record<keyof typeof cast | 'photograph', Performer>
let onStage: Performer | undefined

const enter = (who: Performer): void => {
  onStage = who
  who.stand()
  const now = kiosk.now()
  if (now) who.see(now)
}
const leave = (): void => {
  onStage?.leave()
  onStage = undefined
}
const isIdle = (scene: Scene): boolean => scene.scene === 'idle'
const listCheckIns = () =>
  village.clerk.get<{ staffId: string; method: string; countersignedBy: string | null; simulated: boolean }[]>(
    `/api/check-ins?day=${dayOf(new Date().toISOString())}`,
  )

const summaryOf = (scene: Scene): string =>
  [scene.scene, ...('why' in scene ? scene.why : []), 'refused' in scene ? scene.refused : ''].join(' ').trim()

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zaigang-camera-'))
  product = await startProduct()
  const eyes = await openEyes({ models: keepModels(join(product.dataDir, 'models')), plugIns: [] })
  camera = openCamera(join(folder, 'camera.y4m'), toYuv(new Uint8Array(640 * 480 * 3).fill(150)))
  for (const [name, { file, face, straight, lids }] of Object.entries(cast)) {
    const found = (await listFaces(eyes, file))[face]!
    const { picture, mesh } = await frameFace(eyes, found)
    const puppet = makePuppet(picture, mesh)
    performers[name as keyof typeof cast] = makePerformer(puppet, camera, { straight, lids, moves: true })
    if (name === 'zhang') performers.photograph = makePerformer(puppet, camera, { straight, moves: false })
  }
  village = await setUpVillage(product)
  people.zhang = await village.hire('张建国', '1001')
  people.wang = await village.hire('王秀英', '1002')
  people.li = await village.hire('李志强', '1003')
  const today = dayOf(new Date().toISOString())
  await village.clerk.send('PUT', `/api/duties/${newId()}`, {
    staffId: people.li.staffId,
    siteId: village.siteId,
    starts: instantAt(today, '00:00'),
    ends: instantAt(today, '23:59'),
    note: '值班',
  })
  browser = await openBrowser(camera.file)
  kiosk = await openKiosk(browser, await village.kioskLink())
  kiosk.onScene((scene) => onStage?.see(scene))
  await kiosk.until(isIdle)
})

afterAll(async () => {
  const told = kiosk?.scenes.filter((it) =>
    ['failed', 'enrolFailed', 'otherWay', 'done', 'enrolled'].includes(it.scene),
  )
  console.log(`what the kiosk decided: ${told?.map(summaryOf).join(' · ')}`)
  await browser?.close()
  camera?.close()
  await product?.remove()
})

/** Honest people may be asked to come again, as at any machine; never more than three times here. */
const mostTries = 3

async function enrol(person: Person, performer: Performer): Promise<Scene> {
  for (let tries = 1; ; tries += 1) {
    const end = await enrolOnce(person, performer)
    const mayTryAgain = end.scene === 'enrolFailed' && end.sameAs === null && tries < mostTries
    if (!mayTryAgain) return end
  }
}

async function enrolOnce(person: Person, performer: Performer): Promise<Scene> {
  const { code } = await village.clerk.send<{ code: string }>('POST', `/api/staff/${person.staffId}/enrolment`)
  await kiosk.page.getByRole('button', { name: '人脸采集' }).click()
  await typeOn(kiosk.page, code)
  await kiosk.until((scene) => scene.scene === 'enrolPin')
  await typeOn(kiosk.page, person.pin)
  enter(performer)
  const end = await kiosk.until((scene) => ['enrolled', 'enrolFailed'].includes(scene.scene))
  leave()
  await kiosk.until(isIdle)
  return end
}

/** Stands before the kiosk until it is over: checked in, or sent to the other way. */
async function visit(performer: Performer): Promise<Scene> {
  enter(performer)
  const end = await kiosk.until((scene) => ['done', 'otherWay'].includes(scene.scene))
  if (end.scene === 'otherWay') await goBack()
  return end
}

async function visitUntilKnown(performer: Performer): Promise<Scene> {
  for (let tries = 1; ; tries += 1) {
    const end = await visit(performer)
    if (end.scene === 'done' || tries >= mostTries) return end
  }
}

async function goBack(): Promise<void> {
  leave()
  await kiosk.page.getByRole('button', { name: '返回' }).click()
  await kiosk.until(isIdle)
}

describe('a face at the door', () => {
  test('two people are enrolled, clerk and person both present', async () => {
    expect(await enrol(people.zhang, performers.zhang)).toMatchObject({ scene: 'enrolled', name: people.zhang.name })
    expect(await enrol(people.wang, performers.wang)).toMatchObject({ scene: 'enrolled', name: people.wang.name })
  })

  test('a face that is enrolled already is not enrolled under another name', async () => {
    const end = await enrol(people.li, performers.zhang)
    expect(end).toMatchObject({ scene: 'enrolFailed', sameAs: people.zhang.name })
  })

  test('a person who answers the challenge is checked in by face', async () => {
    const end = await visitUntilKnown(performers.zhang)
    expect(end).toMatchObject({ scene: 'done', name: people.zhang.name, method: 'face', direction: 'arrival' })
    await kiosk.page.getByRole('heading', { name: '谢谢，已签到！' }).waitFor()
    leave()
    await kiosk.until(isIdle)
  })

  test('a still photograph that ignores the challenge is refused twice, then offered the other way', async () => {
    const before = (await listCheckIns()).length
    expect(await visit(performers.photograph)).toMatchObject({ scene: 'otherWay', offered: true })
    expect((await listCheckIns()).length).toBe(before)
  })

  test('a stranger who answers every step is refused because of who he is', async () => {
    const from = kiosk.scenes.length
    const why = (): string[] => kiosk.scenes.slice(from).flatMap((it) => (it.scene === 'failed' ? it.why : []))
    for (let tries = 0; tries < mostTries && !why().includes('match'); tries += 1) {
      expect(await visit(performers.stranger)).toMatchObject({ scene: 'otherWay', offered: true })
    }
    expect(why()).toContain('match')
  })

  test('number and PIN count at once, and the next arrival bears witness', async () => {
    await kiosk.page.getByRole('button', { name: /用密码或卡签到/ }).click()
    await kiosk.until((scene) => scene.scene === 'otherWay')
    await typeOn(kiosk.page, people.li.employeeNo)
    await typeOn(kiosk.page, people.li.pin)
    const done = await kiosk.until((scene) => scene.scene === 'done')
    expect(done).toMatchObject({ name: people.li.name, method: 'pin' })
    await kiosk.until(isIdle)
    const next = await visitUntilKnown(performers.wang)
    expect(next).toMatchObject({ scene: 'done', name: people.wang.name, countersign: { name: people.li.name } })
    await kiosk.page.getByRole('button', { name: '看见了', exact: true }).click()
    leave()
    await expect
      .poll(async () => (await listCheckIns()).find((it) => it.staffId === people.li.staffId)?.countersignedBy, {
        timeout: 20_000,
      })
      .toBe('staff')
  })

  test('the duty board shows who is there, without script and without any time of a check-in', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
    })
    const page = await context.newPage()
    await page.goto(`${product.url}/board/${village.siteId}`)
    // biome-ignore lint/performance/useDomNodeTextContent: only what villagers see counts
    const text = await page.locator('main').innerText()
    for (const name of [people.li.name, people.zhang.name, people.wang.name]) expect(text).toContain(name)
    expect(text).toContain('12388')
    const times = kiosk.scenes.flatMap((scene) => (scene.scene === 'done' ? [scene.clock] : []))
    expect(times.length).toBeGreaterThan(2)
    for (const time of times) expect(text).not.toContain(time)
    await context.close()
  })
})
