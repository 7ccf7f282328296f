import { render } from 'preact'
import type { FromKiosk, FromStation, Trouble } from '../../src/contract/kiosk.ts'
import type { CountyAsk } from '../../src/contract/kioskCounty.ts'
import { htmlLanguage } from '../shared/language.ts'
import { type CameraState, openCamera, troubleOf } from './camera.ts'
import { afterKey, nothingTyped } from './card.ts'
import { afterReading, type ClockReading, clockAtStart, timeNow } from './clock.ts'
import { framesPerSecond } from './frame.ts'
import { KioskPage } from './kiosk.tsx'
import { openLight } from './light.ts'
import { openLine, takeToken } from './line.ts'
import { lookThrough } from './look.ts'
import { newPress } from './press.ts'
import { openSound } from './sound.ts'
import { clipOf, clipsOfNumber } from './speech.ts'
import { after, closesAfterMs, isTypingCode, type Kiosk, type KioskEvent, kioskAtStart } from './state.ts'
import { keepAwake } from './wake.ts'
import { kioskWords } from './words.ts'

/** The same hint is not said again within this time. */
const quietMs = 6000

const root = document.querySelector('#kiosk') ?? document.body
let kiosk = kioskAtStart
let clock = clockAtStart(readClocks())
let shownSecond = 0
let burst = nothingTyped
let panelTimer = 0
let lastHintMs = Number.NEGATIVE_INFINITY
let untold: { readonly trouble: Trouble; readonly detail: string }[] = []

draw()
const video = root.querySelector('video') as HTMLVideoElement
const sound = openSound((muted) => tell({ kind: 'muted', muted }))
const line = openLine({
  token: takeToken(),
  onState: (state) => tell({ kind: 'line', line: state }),
  onMessage: hear,
  onNewVersion: () => location.reload(),
})
const light = openLight({
  stage: () => root.querySelector('main'),
  onLit: (id, startedAtMs) => say({ say: 'lit', id, startedAtMs }),
})
openCamera(video, (camera) => tell({ kind: 'camera', camera }))
lookThrough(video, {
  perSecond: () => (kiosk.line.state !== 'up' || kiosk.panel !== 'none' ? 0 : framesPerSecond(kiosk.scene.scene)),
  waitingBytes: () => line.waitingBytes(),
  send: (message) => line.sendFrame(message),
})
keepAwake()
setInterval(tick, 250)
addEventListener('hashchange', () => location.reload())
addEventListener('pointerdown', () => {
  sound.unlock()
  if (isTypingCode(kiosk)) watchPanel()
})
addEventListener('keydown', readKey, { capture: true })

/** Everything that happens comes through here: fold, act on what changed, draw. */
function tell(event: KioskEvent): void {
  const before = kiosk
  kiosk = after(kiosk, event)
  if (kiosk === before) return

  draw()
  if (kiosk.line.state === 'up' && before.line.state !== 'up') introduceSelf()
  if (kiosk.scene !== before.scene) {
    light(kiosk.scene)
    speak(kiosk, before.scene)
  }
  if (kiosk.camera !== before.camera) reportCamera(kiosk.camera)
  if (kiosk.panel !== before.panel || kiosk.county !== before.county) watchPanel()
  if (kiosk.language !== before.language) nameLanguage()
}

function draw(): void {
  render(
    <KioskPage
      kiosk={kiosk}
      nowMs={timeNow(clock, readClocks())}
      say={say}
      onPanel={openPanel}
      onAsk={askCounty}
      onAloud={readAloud}
      onMore={watchPanel}
      onLanguage={() => tell({ kind: 'languageChanged' })}
      onUnmute={() => sound.unlock()}
    />,
    root,
  )
}

function say(message: FromKiosk): void {
  line.say(message)
}

function hear(message: FromStation): void {
  if ('stationTime' in message) lookAtClocks(Date.parse(message.stationTime))
  tell({ kind: 'heard', message })
}

/** Once for each connection: a second word about the same camera would make the station begin anew. */
function introduceSelf(): void {
  for (const trouble of untold.splice(0)) report(trouble)
  reportCamera(kiosk.camera)
}

function openPanel(panel: Kiosk['panel']): void {
  say({ say: 'cancel' })
  tell({ kind: 'panel', panel })
  if (panel === 'queue') askCounty({ ask: 'queue' })
}

function askCounty(ask: CountyAsk): void {
  const id = newPress()
  tell({ kind: 'asked', id, ask })
  say({ say: 'askCounty', id, ask })
}

function readAloud(): void {
  const answer = kiosk.county?.answer
  if (answer?.answer === 'number') sound.tell(clipsOfNumber(answer, kiosk.language), kiosk.language)
}

function watchPanel(): void {
  clearTimeout(panelTimer)
  const afterMs = closesAfterMs(kiosk)
  if (afterMs !== undefined) panelTimer = window.setTimeout(() => tell({ kind: 'panel', panel: 'none' }), afterMs)
}

function nameLanguage(): void {
  document.documentElement.lang = htmlLanguage(kiosk.language)
  document.title = kioskWords[kiosk.language].title
}

function speak({ scene, language }: Kiosk, before: Kiosk['scene']): void {
  const clip = clipOf(scene, before)
  if (clip === undefined) return
  if (scene.scene === 'hint') {
    if (performance.now() - lastHintMs < quietMs) return
    lastHintMs = performance.now()
  }
  sound.say(clip, language)
}

function reportCamera(camera: CameraState): void {
  if (camera.state !== 'starting') say({ say: 'camera', camera: camera.state === 'on' ? camera.camera : null })
  const trouble = troubleOf(camera)
  if (trouble !== undefined) report(trouble)
}

/** Told once; kept while the line is down. */
function report(trouble: { trouble: Trouble; detail: string }): void {
  if (!line.say({ say: 'trouble', ...trouble })) untold = [...untold.slice(-4), trouble]
}

function readClocks(stationMs?: number): ClockReading {
  const reading = { monotonicMs: performance.now(), wallMs: Date.now() }
  return stationMs === undefined ? reading : { ...reading, stationMs }
}

function lookAtClocks(stationMs?: number): void {
  const wasWarning = kiosk.clockWarns
  const { known, finding } = afterReading(clock, readClocks(stationMs))
  clock = known
  if (finding.kind === 'jump' || (finding.kind === 'apart' && !wasWarning)) {
    report({ trouble: 'clockJump', detail: `${finding.kind} ${finding.byMs} ms` })
  }
  tell({ kind: 'clock', warns: clock.last.monotonicMs < clock.warnUntilMs })
}

function tick(): void {
  lookAtClocks()
  const second = Math.floor(timeNow(clock, readClocks()) / 1000)
  if (second === shownSecond) return
  shownSecond = second
  draw()
}

function readKey(event: KeyboardEvent): void {
  sound.unlock()
  if (isTypingCode(kiosk)) watchPanel()
  const read = afterKey(burst, event.key, event.timeStamp)
  burst = read.burst
  if (read.card === undefined) return

  event.preventDefault()
  event.stopPropagation()
  takeCard(read.card)
}

/** A card is a claim where one is wanted, and opens the way without a face everywhere else. */
function takeCard(text: string): void {
  if (kiosk.line.state !== 'up') return
  tell({ kind: 'card', text })
  const { scene } = kiosk.scene
  if (kiosk.panel !== 'none' || scene === 'otherWay' || scene === 'claimWanted') return
  if (scene.startsWith('enrol')) return
  if (kiosk.line.welcome.claimFirst) say({ say: 'claim', claim: text })
  else say({ say: 'otherWay' })
}
