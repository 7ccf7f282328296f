import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Rgb, undoCurve } from '../../scripts/lab/make/light.ts'
import type { Scene } from '../../src/contract/kiosk.ts'
import type { CheckInRow } from '../../src/contract/routes/presence.ts'
import { dayOf } from '../../src/kit/time.ts'
import type { Actor } from '../puppet/actor.ts'
import { emptyRoom } from '../puppet/actors.ts'
import { type Camera, openCamera } from '../puppet/camera.ts'
import { type Cast, openCast } from '../puppet/cast.ts'
import { openPlace, type Place } from '../puppet/place.ts'
import { openTheatre, type Theatre } from '../puppet/theatre.ts'
import { type Kiosk, openBrowser, openKiosk, typeOn } from './kiosk.ts'
import { type Product, startProduct } from './product.ts'
import { type Person, setUpVillage, type Village } from './village.ts'

/** A village's door: the product as built, a kiosk in Chromium, and a place before its camera that answers its light. */
export interface Door {
  readonly product: Product
  readonly village: Village
  readonly browser: Browser
  readonly kiosk: Kiosk
  readonly cast: Cast
  readonly place: Place
  readonly theatre: Theatre
  enter(actor: Actor): void
  leave(): void
  /** Enrols with clerk and PIN; honest people may be asked to come again, as at any machine, at most `mostTries` times. */
  enrol(person: Person, actor: Actor): Promise<Scene>
  /** Stands before the kiosk until it is over: checked in (and still there), or sent to the other way (and gone). */
  visit(actor: Actor): Promise<Scene>
  /** The same for honest people, who may come again. */
  visitUntilKnown(actor: Actor): Promise<Scene>
  listCheckIns(): Promise<CheckInRow[]>
  /** The scenes shown since this was asked for. */
  watch(): () => readonly Scene[]
  close(): Promise<void>
}

export const mostTries = 3
export const isIdle = (scene: Scene): boolean => scene.scene === 'idle'

export async function openDoor(): Promise<Door> {
  const product = await startProduct()
  const cast = await openCast()
  const place = openPlace()
  const empty = emptyRoom(place)
  const dark = place.lights([0, 0, 0], [0, 0, 0])
  const file = join(mkdtempSync(join(tmpdir(), 'zaigang-camera-')), 'camera.y4m')
  const camera = openCamera(file, empty.take(performance.now(), dark).yuv)
  const theatre = openTheatre(place, camera, empty)
  const village = await setUpVillage(product)
  const browser = await openBrowser(camera.file)
  const kiosk = await openKiosk(browser, await village.kioskLink())
  kiosk.onScene((scene) => theatre.see(scene))
  kiosk.onLight((halves) => theatre.shine(halves && [linearOf(halves[0]), linearOf(halves[1])]))
  await kiosk.until(isIdle)
  return {
    product,
    village,
    browser,
    kiosk,
    cast,
    place,
    theatre,
    ...actsOf({ product, village, browser, kiosk, theatre, camera }),
  }
}

/** `#rrggbb` as linear light. */
const linearOf = (paint: string): Rgb =>
  [1, 3, 5].map((at) => undoCurve(Number.parseInt(paint.slice(at, at + 2), 16) / 255)) as unknown as Rgb

type Parts = Pick<Door, 'product' | 'village' | 'browser' | 'kiosk' | 'theatre'> & { readonly camera: Camera }
type Acts = Omit<Door, 'product' | 'village' | 'browser' | 'kiosk' | 'cast' | 'place' | 'theatre'>

function actsOf({ product, village, browser, kiosk, theatre, camera }: Parts): Acts {
  const enter = (actor: Actor): void => {
    theatre.enter(actor)
    const now = kiosk.now()
    if (now) theatre.see(now)
  }
  const leave = (): void => theatre.leave()
  const enrolOnce = async (person: Person, actor: Actor): Promise<Scene> => {
    const { code } = await village.clerk.send<{ code: string }>('POST', `/api/staff/${person.staffId}/enrolment`)
    await kiosk.page.getByRole('button', { name: '人脸采集' }).click()
    await typeOn(kiosk.page, code)
    await kiosk.until((scene) => scene.scene === 'enrolPin')
    await typeOn(kiosk.page, person.pin)
    enter(actor)
    const end = await kiosk.until((scene) => ['enrolled', 'enrolFailed'].includes(scene.scene))
    leave()
    await kiosk.until(isIdle)
    return end
  }
  const visit = async (actor: Actor): Promise<Scene> => {
    enter(actor)
    const end = await kiosk.until((scene) => ['done', 'otherWay'].includes(scene.scene))
    if (end.scene === 'otherWay') await goBack()
    return end
  }
  const goBack = async (): Promise<void> => {
    leave()
    await kiosk.page.getByRole('button', { name: '返回' }).click()
    await kiosk.until(isIdle)
  }
  return {
    enter,
    leave,
    visit,
    enrol: (person, actor) =>
      repeat(
        () => enrolOnce(person, actor),
        (end) => end.scene === 'enrolFailed' && end.sameAs === null,
      ),
    visitUntilKnown: (actor) =>
      repeat(
        () => visit(actor),
        (end) => end.scene !== 'done',
      ),
    listCheckIns: () => village.clerk.get<CheckInRow[]>(`/api/check-ins?day=${dayOf(new Date().toISOString())}`),
    watch: () => {
      const from = kiosk.scenes.length
      return () => kiosk.scenes.slice(from)
    },
    close: async () => {
      console.log(`what the kiosk asked and decided: ${kiosk.scenes.flatMap(summaryOf).join(' · ')}`)
      theatre.close()
      await browser.close()
      camera.close()
      await product.remove()
    },
  }
}

/** Does it again while it should be, at most `mostTries` times in all. */
async function repeat(once: () => Promise<Scene>, isToBeRepeated: (end: Scene) => boolean): Promise<Scene> {
  for (let tries = 1; ; tries += 1) {
    const end = await once()
    if (tries >= mostTries || !isToBeRepeated(end)) return end
  }
}

function summaryOf(scene: Scene): string[] {
  if (scene.scene === 'step') return scene.neutral ? [] : [`${scene.index + 1} ${scene.action}`]
  if (!['failed', 'enrolFailed', 'otherWay', 'done', 'enrolled'].includes(scene.scene)) return []
  return [[scene.scene, ...('why' in scene ? scene.why : []), 'refused' in scene ? scene.refused : ''].join(' ').trim()]
}
