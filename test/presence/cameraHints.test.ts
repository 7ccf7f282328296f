import { describe, expect, test } from 'vitest'
import { type Camera, FromKiosk } from '../../src/contract/kiosk.ts'
import { hintsOfCamera, isVirtual, openFrameHints } from '../../src/presence/kiosk/cameraHints.ts'
import { findFrame } from '../../src/presence/kiosk/frames.ts'
import { normal, seeded } from '../../src/presence/simulate/random.ts'

const asked = { width: 640, height: 480, frameRate: 15 }
const camera: Camera = { label: 'HD Webcam (046d:0825)', ...asked, asked }

describe('what the page says of a camera', () => {
  test.each<[string, boolean]>([
    ['OBS Virtual Camera', true],
    ['v4l2loopback device', true],
    ['ManyCam', true],
    ['NDI Webcam Video 1', true],
    ['Shenzhen Candid Vision HD', false],
    ['HD Webcam (046d:0825)', false],
    ['Front camera 0, facing front', false],
    ['', false],
  ])('“%s” names itself as software: %s', (label, expected) => {
    expect(isVirtual(label)).toBe(expected)
  })

  test.each<[string, Partial<Camera>, string[]]>([
    ['what was asked for', {}, []],
    ['twice the rate', { frameRate: 30 }, []],
    ['half of it', { frameRate: 7.5 }, []],
    ['no name', { label: ' ' }, ['unnamed']],
    ['another size', { width: 1920, height: 1080 }, ['settings']],
    ['four times the rate', { frameRate: 60 }, ['settings']],
    ['nothing at all', { label: '', width: 0, height: 0, frameRate: 0 }, ['unnamed', 'settings']],
  ])('%s gives the hints it deserves', (_, more, hints) => {
    expect(hintsOfCamera({ ...camera, ...more }).map(({ hint }) => hint)).toEqual(hints)
  })

  test('of a page that does not say what it asked for nothing is compared', () => {
    const { asked: _, ...old } = { ...camera, width: 1920 }
    expect(hintsOfCamera(old)).toEqual([])
  })

  test('says both sizes', () => {
    expect(hintsOfCamera({ ...camera, width: 1280, height: 720, frameRate: 29.97 })[0]?.detail).toBe(
      '1280x720@30, asked 640x480@15',
    )
  })

  test.each<[string, object, boolean]>([
    ['a name of 200 characters', { label: 'x'.repeat(200) }, true],
    ['a name of 10 kB', { label: 'x'.repeat(10_000) }, false],
    ['no wish', { asked: undefined }, true],
    ['a wish that is none', { asked: 'much' }, false],
    ['a negative width', { width: -1 }, false],
    ['an absurd width', { width: 1e9 }, false],
    ['a rate that is no number', { frameRate: Number.NaN }, false],
    ['an endless rate', { frameRate: Number.POSITIVE_INFINITY }, false],
  ])('%s is a message: %3$s', (_, more, expected) => {
    const text = JSON.stringify({ say: 'camera', camera: { ...camera, ...more } })
    expect(FromKiosk.safeParse(JSON.parse(text)).success).toBe(expected)
  })
})

const random = seeded(11)
/** A file of a sensor: never the same twice. */
const noise = (bytes = 9_000): Uint8Array => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256))
/** Hints of so many frames. */
const seen = (frames: number, at: (n: number) => number, file: (n: number) => Uint8Array = () => noise()): string[] => {
  const look = openFrameHints()
  return Array.from({ length: frames }, (_, n) => look({ takenAtMs: at(n), jpeg: file(n) })).flatMap((hints) =>
    hints.map(({ hint }) => hint),
  )
}

describe('the frames of a camera', () => {
  const trembling = (n: number) => n * 66.7 + normal(random, 0, 0.8)

  test('a camera trembles a little, and gives no hint', () => {
    expect(seen(500, trembling)).toEqual([])
  })

  test('pauses that are missed now and then are no hint either', () => {
    expect(seen(500, (n) => trembling(n + Math.floor(n / 7)))).toEqual([])
  })

  test('a program counts without trembling', () => {
    expect(seen(121, (n) => n * 66.6667)).toEqual(['tooEven'])
  })

  test('nor when it leaves some out', () => {
    expect(seen(121, (n) => (n + Math.floor(n / 3)) * 66.6667)).toEqual(['tooEven'])
  })

  test('a steady camera and a clock in coarse steps are not taken for a program', () => {
    expect(seen(121, (n) => Math.round((n * 66.6667 + normal(random, 0, 0.04)) * 10) / 10)).toEqual([])
  })

  test('a clock in steps of a tenth of a millisecond is not taken for a program', () => {
    expect(seen(121, (n) => Math.round(trembling(n) * 10) / 10)).toEqual([])
  })

  test('the same files again are a loop', () => {
    const film = Array.from({ length: 60 }, () => noise())
    expect(seen(121, trembling, (n) => film[n % 60] as Uint8Array)).toEqual(['loop'])
  })

  test('the same picture sent twice in a row is none, nor is the dark', () => {
    const film = Array.from({ length: 61 }, () => noise())
    expect(seen(121, trembling, (n) => film[Math.floor(n / 2)] as Uint8Array)).toEqual([])
    expect(seen(121, trembling, () => noise(4_000).fill(0))).toEqual([])
  })

  test.each<[string, (n: number) => number]>([
    ['times that go back', (n) => 10_000 - trembling(n)],
    ['negative times', (n) => trembling(n) - 1e9],
    ['the largest numbers there are', (n) => (n % 2 === 0 ? Number.MAX_VALUE : -Number.MAX_VALUE)],
  ])('%s do no harm', (_, at) => {
    expect(seen(300, at).every((hint) => ['timesBack', 'tooEven'].includes(hint))).toBe(true)
  })

  test('times that go back are a hint', () => {
    expect(seen(121, (n) => trembling(n % 30))).toEqual(['timesBack'])
  })

  test('a frame whose time is no number is no frame', () => {
    const header = Buffer.alloc(12)
    header.writeDoubleBE(Number.NaN, 4)
    expect(findFrame(Buffer.concat([header, Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(200)]))).toBeNull()
  })
})
