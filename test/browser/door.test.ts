import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { dayOf, instantAt } from '../../src/kit/time.ts'
import type { Actor } from '../puppet/actor.ts'
import { heldPrint, livingPerson, stanceOf } from '../puppet/actors.ts'
import { printAttempts } from './attemptLine.ts'
import { type Door, isIdle, mostTries, openDoor } from './door.ts'
import { typeOn } from './kiosk.ts'
import type { Person } from './village.ts'

let door: Door
const people = {} as Record<'zhang' | 'wang' | 'li', Person>
const actors = {} as Record<'zhang' | 'wang' | 'stranger' | 'photograph', Actor>

beforeAll(async () => {
  door = await openDoor()
  const { village, place, cast } = door
  const [zhang, wang, stranger] = [cast.person(0, 'II'), cast.person(2, 'III'), cast.person(7, 'II')]
  actors.zhang = livingPerson(place, cast.topology, zhang, stanceOf(1))
  actors.wang = livingPerson(place, cast.topology, wang, stanceOf(2))
  actors.stranger = livingPerson(place, cast.topology, stranger, stanceOf(3))
  actors.photograph = heldPrint(place, cast.topology, { victim: zhang, hand: stranger }, [])
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
})

afterAll(async () => {
  if (door === undefined) return
  await printAttempts(door.product.dataDir)
  await door.close()
})

describe('a face at the door', () => {
  test('two people are enrolled, clerk and person both present', async () => {
    expect(await door.enrol(people.zhang, actors.zhang)).toMatchObject({ scene: 'enrolled', name: people.zhang.name })
    expect(await door.enrol(people.wang, actors.wang)).toMatchObject({ scene: 'enrolled', name: people.wang.name })
  })

  test('a face that is enrolled already is not enrolled under another name', async () => {
    const end = await door.enrol(people.li, actors.zhang)
    expect(end).toMatchObject({ scene: 'enrolFailed', sameAs: people.zhang.name })
  })

  test('a person who answers the challenge is checked in by face', async () => {
    const end = await door.visitUntilKnown(actors.zhang)
    expect(end).toMatchObject({ scene: 'done', name: people.zhang.name, method: 'face', direction: 'arrival' })
    await door.kiosk.page.getByRole('heading', { name: '谢谢，已签到！' }).waitFor()
    door.leave()
    await door.kiosk.until(isIdle)
  })

  test('a still photograph that ignores the challenge is refused twice, then offered the other way', async () => {
    const before = (await door.listCheckIns()).length
    expect(await door.visit(actors.photograph)).toMatchObject({ scene: 'otherWay', offered: true })
    expect((await door.listCheckIns()).length).toBe(before)
  })

  test('a stranger who answers every step is refused because of who he is', async () => {
    const from = door.kiosk.scenes.length
    const why = (): string[] => door.kiosk.scenes.slice(from).flatMap((it) => (it.scene === 'failed' ? it.why : []))
    for (let tries = 0; tries < mostTries && !why().includes('match'); tries += 1) {
      expect(await door.visit(actors.stranger)).toMatchObject({ scene: 'otherWay', offered: true })
    }
    expect(why()).toContain('match')
  })

  test('number and PIN count at once, and the next arrival bears witness', async () => {
    await door.kiosk.page.getByRole('button', { name: /用密码或卡签到/ }).click()
    await door.kiosk.until((scene) => scene.scene === 'otherWay')
    await typeOn(door.kiosk.page, people.li.employeeNo)
    await typeOn(door.kiosk.page, people.li.pin)
    const done = await door.kiosk.until((scene) => scene.scene === 'done')
    expect(done).toMatchObject({ name: people.li.name, method: 'pin' })
    await door.kiosk.until(isIdle)
    const next = await door.visitUntilKnown(actors.wang)
    expect(next).toMatchObject({ scene: 'done', name: people.wang.name, countersign: { name: people.li.name } })
    await door.kiosk.page.getByRole('button', { name: '看见了', exact: true }).click()
    door.leave()
    await expect
      .poll(async () => (await door.listCheckIns()).find((it) => it.staffId === people.li.staffId)?.countersignedBy, {
        timeout: 20_000,
      })
      .toBe('staff')
  })

  test('the duty board shows who is there, without script and without any time of a check-in', async () => {
    const context = await door.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
    })
    const page = await context.newPage()
    await page.goto(`${door.product.url}/board/${door.village.siteId}`)
    // biome-ignore lint/performance/useDomNodeTextContent: only what villagers see counts
    const text = await page.locator('main').innerText()
    for (const name of [people.li.name, people.zhang.name, people.wang.name]) expect(text).toContain(name)
    expect(text).toContain('12388')
    const times = door.kiosk.scenes.flatMap((scene) => (scene.scene === 'done' ? [scene.clock] : []))
    expect(times.length).toBeGreaterThan(2)
    for (const time of times) expect(text).not.toContain(time)
    await context.close()
  })
})
