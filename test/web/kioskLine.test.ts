import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromStation } from '../../src/contract/kiosk.ts'
import { type LineState, openLine } from '../../web/kiosk/line.ts'

/** A socket that says what the test has it say. */
class Wire extends EventTarget {
  static readonly OPEN = 1
  static last: Wire
  readonly readyState = Wire.OPEN
  closed = false
  constructor() {
    super()
    Wire.last = this
  }
  send(): void {}
  /** A station that hangs does not answer to this. */
  close(): void {
    this.closed = true
  }
  say(message: FromStation): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Wire)
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:8080' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const stationTime = '2026-03-02T00:21:07.000Z'
const welcome: FromStation = {
  ...{ say: 'welcome', siteName: '站', countyName: '县', demo: false, claimFirst: false, stationTime, face: true },
}
const time: FromStation = { say: 'time', stationTime, online: true, waiting: 0 }

test('a line on which nothing comes any more is away, and is opened anew', () => {
  const states: LineState['state'][] = []
  const nothing = () => undefined
  const onState = ({ state }: LineState) => void states.push(state)
  const line = openLine({ token: undefined, onState, onMessage: nothing, onNewVersion: nothing })
  const first = Wire.last
  first.say(welcome)
  for (let told = 0; told < 6; told += 1) {
    vi.advanceTimersByTime(10_000)
    first.say(time)
  }
  expect([states, line.say({ say: 'cancel' }), first.closed]).toEqual([['up'], true, false])

  vi.advanceTimersByTime(36_000)
  expect(first.closed).toBe(true)
  expect(new Set(states)).toEqual(new Set(['up', 'away']))
  expect(line.say({ say: 'cancel' })).toBe(false)
  expect(Wire.last).not.toBe(first)
  first.say(welcome)
  expect(states.at(-1)).toBe('away')
  Wire.last.say(welcome)
  expect(states.at(-1)).toBe('up')
})
