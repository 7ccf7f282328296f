/** How a drawn head moves: classes of kiosk.css, still pictures where motion is not wanted. */
export type Motion =
  | 'still'
  | 'turnLeft'
  | 'turnRight'
  | 'openMouth'
  | 'blink'
  | 'comeCloser'
  | 'stepBack'
  | 'openMouthTurnLeft'
  | 'openMouthTurnRight'
  | 'openMouthComeCloser'

/**
 * A head as one sees it in the mirrored preview: the person's own left is on the left. Arrows stand beside it, so that
 * the sign is clear without motion too.
 */
export function Head({ motion }: { motion: Motion }) {
  return (
    <svg viewBox="0 0 360 240" class={`head ${motion}`} aria-hidden="true">
      <g class="near">
        <path class="body" d="M92 240c2-38 34-52 88-52s86 14 88 52z" />
        <path class="neck" d="M160 160h40v36c-8 12-32 12-40 0z" />
        <g class="ears">
          <ellipse class="skin" cx="122" cy="112" rx="12" ry="18" />
          <ellipse class="skin" cx="238" cy="112" rx="12" ry="18" />
        </g>
        <path class="skin" d="M122 96c0-46 26-68 58-68s58 22 58 68c0 52-26 90-58 90s-58-38-58-90z" />
        <path
          class="hair"
          d="M119 104c-8-62 22-90 61-90s69 28 61 90c-6-4-8-20-12-34-30 4-72-2-86-12-10 12-18 32-24 46z"
        />
        <g class="features">
          <path class="line" d="M144 92q12-8 24 0M192 92q12-8 24 0" />
          <g class="eyes">
            <ellipse class="eye" cx="156" cy="108" rx="7" ry="8" />
            <ellipse class="eye" cx="204" cy="108" rx="7" ry="8" />
          </g>
          <path class="line" d="M180 112l-7 24q7 5 14 0" />
          <path class="line lips" d="M160 157q20 8 40 0" />
          <ellipse class="mouth" cx="180" cy="159" rx="16" ry="15" />
        </g>
      </g>
      <Arrows motion={motion} />
    </svg>
  )
}

function Arrows({ motion }: { motion: Motion }) {
  switch (motion) {
    case 'turnLeft':
    case 'openMouthTurnLeft':
      return <path class="arrow" d="M92 116H24m30-32-32 32 32 32" />
    case 'turnRight':
    case 'openMouthTurnRight':
      return <path class="arrow" d="M268 116h68m-30-32 32 32-32 32" />
    case 'comeCloser':
    case 'openMouthComeCloser':
      return (
        <path
          class="arrow"
          d="M62 62 24 24m34 0H24v34M298 62l38-38m-34 0h34v34M54 186l-30 30m0-34v34h34M306 186l30 30m0-34v34h-34"
        />
      )
    case 'stepBack':
      return <path class="arrow" d="m24 24 40 40m0-34v34H30M336 24l-40 40m0-34v34h34" />
    case 'still':
    case 'openMouth':
    case 'blink':
      return null
    default:
      return motion satisfies never
  }
}
