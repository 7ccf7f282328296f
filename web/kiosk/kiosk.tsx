import type { FromKiosk } from '../../src/contract/kiosk.ts'
import type { CountyAsk } from '../../src/contract/kioskCounty.ts'
import { dayAndClock } from '../shared/days.ts'
import { LineView, Notices } from './notices.tsx'
import { Muted } from './pictograms.tsx'
import { queueWords } from './queueWords.ts'
import { receiptWords } from './receiptWords.ts'
import { SceneView } from './scene.tsx'
import { announce } from './speech.ts'
import { type Kiosk, type Panel, showsPreview } from './state.ts'
import { kioskWords } from './words.ts'

export interface KioskProps {
  readonly kiosk: Kiosk
  readonly nowMs: number
  readonly say: (message: FromKiosk) => void
  readonly onPanel: (panel: Panel) => void
  readonly onAsk: (ask: CountyAsk) => void
  readonly onAloud: () => void
  readonly onMore: () => void
  readonly onLanguage: () => void
  readonly onUnmute: () => void
}

/** The whole screen, drawn from what the page knows. */
export function KioskPage(props: KioskProps) {
  const { kiosk } = props
  const words = kioskWords[kiosk.language]
  const isUp = kiosk.line.state === 'up'
  const withPreview = showsPreview(kiosk)
  return (
    <div class={withPreview ? 'kiosk seeing' : 'kiosk'} data-scene={isUp ? kiosk.scene.scene : kiosk.line.state}>
      <Head {...props} />
      <Notices kiosk={kiosk} words={words} />
      <main>
        <div class="preview" aria-hidden="true">
          <video muted playsInline autoPlay />
          <svg viewBox="0 0 400 300" class="guide" aria-hidden="true">
            <path d="M200 38c56 0 92 40 92 104s-40 122-92 122-92-58-92-122 36-104 92-104z" />
          </svg>
        </div>
        <div class="scene">
          {isUp ? <SceneView {...props} words={words} /> : <LineView kiosk={kiosk} words={words} />}
        </div>
      </main>
      {isUp && <Foot {...props} />}
      <p class="only-heard" aria-live="assertive">
        {isUp ? announce(kiosk.scene, words) : ''}
      </p>
    </div>
  )
}

function Head({ kiosk, nowMs, onLanguage, onUnmute }: KioskProps) {
  const words = kioskWords[kiosk.language]
  const { welcome } = kiosk
  return (
    <header>
      {welcome?.demo === true && <p class="demo">{words.demo}</p>}
      <div class="bar">
        <p class="site">
          <b>{welcome?.siteName ?? words.title}</b> <span>{welcome?.countyName}</span>
        </p>
        {kiosk.scene.scene !== 'idle' && <p class="small-clock">{dayAndClock(nowMs).clock}</p>}
        {kiosk.muted && (
          <button type="button" class="tool" onClick={onUnmute}>
            <Muted /> {words.muted}
          </button>
        )}
        <button type="button" class="tool" aria-label={words.languageLabel} onClick={onLanguage}>
          {words.language}
        </button>
      </div>
    </header>
  )
}

/** The other way stands here all the time; the small forms only while nobody is at work. */
function Foot({ kiosk, say, onPanel }: KioskProps) {
  const words = kioskWords[kiosk.language]
  const { scene } = kiosk.scene
  if (isFormOpen(kiosk)) {
    const back = () => {
      say({ say: 'cancel' })
      onPanel('none')
    }
    return (
      <footer>
        <button type="button" class="plain" onClick={back}>
          {words.back}
        </button>
      </footer>
    )
  }
  const isIdle = scene === 'idle' || scene === 'hint'
  return (
    <footer>
      {isIdle && <Villagers kiosk={kiosk} onPanel={onPanel} />}
      <button type="button" class="main other-way" onClick={() => say({ say: 'otherWay' })}>
        <b>{words.otherWay}</b> <span>{words.otherWayNote}</span>
      </button>
      <p class="privacy">{words.privacy}</p>
      {isIdle && (
        <div class="small-forms">
          <button type="button" class="small" onClick={() => onPanel('enrol')}>
            {words.enrol}
          </button>
          <button type="button" class="small" onClick={() => onPanel('withdraw')}>
            {words.withdraw}
          </button>
        </div>
      )}
    </footer>
  )
}

/** For whoever came on business: no name, no camera. */
function Villagers({ kiosk: { language, welcome }, onPanel }: Pick<KioskProps, 'kiosk' | 'onPanel'>) {
  const words = kioskWords[language]
  return (
    <div class="villagers">
      <b>{words.forVisitors}</b>
      <button type="button" class="plain visitor" onClick={() => onPanel('visit')}>
        {words.visit.open}
      </button>
      {welcome?.numbers === true && (
        <button type="button" class="plain" onClick={() => onPanel('queue')}>
          {queueWords[language].open}
        </button>
      )}
      <button type="button" class="plain" onClick={() => onPanel('receipt')}>
        {receiptWords[language].open}
      </button>
    </div>
  )
}

function isFormOpen({ panel, scene }: Kiosk): boolean {
  if (panel !== 'none') return true
  return ['otherWay', 'enrolPin', 'enrolling', 'enrolled', 'enrolFailed', 'withdrawn'].includes(scene.scene)
}
