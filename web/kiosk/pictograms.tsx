import type { Hint } from '../../src/contract/kiosk.ts'
import { Head } from './head.tsx'

/** The picture of a hint. Its words say the same. */
export function HintPicture({ hint }: { hint: Hint }) {
  switch (hint) {
    case 'comeCloser':
    case 'stepBack':
      return <Head motion={hint} />
    case 'lookStraight':
    case 'closeMouth':
    case 'holdStill':
      return (
        <Framed>
          <Head motion="still" />
        </Framed>
      )
    case 'tooDark':
      return <Lamp />
    case 'tooBright':
      return <Sun />
    case 'twoFaces':
      return <Two />
    case 'uncoverFace':
      return <Masked />
    default:
      return hint satisfies never
  }
}

/** A face between the four corners of a frame: straight ahead and still. */
export function Framed({ children }: { children: preact.ComponentChildren }) {
  return (
    <div class="framed">
      {children}
      <svg viewBox="0 0 360 240" class="corners" aria-hidden="true">
        <path class="arrow" d="M72 46V10h36M252 10h36v36M288 194v36h-36M108 230H72v-36" />
      </svg>
    </div>
  )
}

const Lamp = () => (
  <svg viewBox="0 0 360 240" class="picture" aria-hidden="true">
    <path class="line" d="M180 8v34" />
    <path class="skin" d="M108 120c0-46 30-78 72-78s72 32 72 78z" />
    <path class="hair" d="M158 120h44c0 18-8 28-22 28s-22-10-22-28z" />
    <path class="arrow" d="M180 176v40M118 160l-26 32M242 160l26 32" />
  </svg>
)

const Sun = () => (
  <svg viewBox="0 0 360 240" class="picture" aria-hidden="true">
    <path
      class="arrow"
      d="M258 14v20M258 126v20M192 80h20M304 80h20M211 33l15 15M290 112l15 15M305 33l-15 15M226 112l-15 15"
    />
    <circle class="skin" cx="258" cy="80" r="28" />
    <path class="hair" d="M60 240c2-34 24-50 62-50s60 16 62 50z" />
    <path class="hair" d="M82 130c0-32 16-50 40-50s40 18 40 50-16 54-40 54-40-22-40-54z" />
  </svg>
)

const Two = () => (
  <svg viewBox="0 0 360 240" class="picture" aria-hidden="true">
    <g>
      <path class="body" d="M40 240c2-34 30-48 74-48s72 14 74 48z" />
      <path class="skin" d="M68 112c0-42 20-62 46-62s46 20 46 62-20 72-46 72-46-30-46-72z" />
      <path class="line" d="M96 112v6M132 112v6M98 150q16 8 32 0" />
    </g>
    <g class="faint">
      <path class="body" d="M208 240c2-30 24-42 60-42s58 12 60 42z" />
      <path class="skin" d="M230 132c0-36 16-54 38-54s38 18 38 54-16 62-38 62-38-26-38-62z" />
      <path class="line" d="M254 134v6M282 134v6M256 166q12 6 24 0" />
    </g>
    <path class="arrow" d="m232 96 72 100M304 96l-72 100" />
  </svg>
)

const Masked = () => (
  <div class="framed">
    <Head motion="still" />
    <svg viewBox="0 0 360 240" class="corners" aria-hidden="true">
      <path class="cloth" d="M126 126q54-18 108 0c0 34-22 58-54 60-32-2-54-26-54-60z" />
      <path class="arrow" d="M180 152v78m-26-24 26 26 26-26" />
    </svg>
  </div>
)

/** A disc with a tick: it is done. */
export const Tick = () => (
  <svg viewBox="0 0 120 120" class="tick" aria-hidden="true">
    <circle cx="60" cy="60" r="56" />
    <path d="m32 62 20 20 38-44" />
  </svg>
)

/** A disc with a stroke: it did not work. Calm on purpose. */
export const Stroke = () => (
  <svg viewBox="0 0 120 120" class="stroke" aria-hidden="true">
    <circle cx="60" cy="60" r="54" />
    <path d="M60 30v38M60 84v6" />
  </svg>
)

/** A loudspeaker with a cross. */
export const Muted = () => (
  <svg viewBox="0 0 32 32" class="icon" aria-hidden="true">
    <path d="M4 12h5l7-6v20l-7-6H4zM21 12l8 8m0-8-8 8" />
  </svg>
)
