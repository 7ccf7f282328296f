import type { Scene } from '../../src/contract/kiosk.ts'
import { Head } from './head.tsx'
import { Framed, HintPicture, Tick } from './pictograms.tsx'
import type { KioskWords } from './words.ts'

type Of<S extends Scene['scene']> = Extract<Scene, { scene: S }>

/** One asked movement: a picture, the words, and how far we are. */
export function StepView({ scene, words }: { scene: Of<'step'>; words: KioskWords }) {
  return (
    <div class="prompt">
      {scene.neutral ? (
        <Framed>
          <Head motion="still" />
        </Framed>
      ) : (
        <Head motion={scene.action} />
      )}
      <h1>{scene.neutral ? words.neutral : words.actions[scene.action]}</h1>
      <p class="aside">
        {scene.neutral ? (
          <>
            <Tick /> {words.good}
          </>
        ) : (
          noteOf(scene, words)
        )}
      </p>
      <Dots scene={scene} words={words} />
    </div>
  )
}

function noteOf({ action, again, more }: Of<'step'>, words: KioskWords): string {
  if (more) return words.more
  if (again) return words.again
  if (action === 'turnLeft') return words.yourOwnLeft
  if (action === 'turnRight') return words.yourOwnRight
  return action.startsWith('openMouth') && action !== 'openMouth' ? words.bothAtOnce : ''
}

function Dots({ scene: { index, total, neutral }, words }: { scene: Of<'step'>; words: KioskWords }) {
  const done = neutral ? index + 1 : index
  return (
    <p class="dots">
      <span class="only-heard">{words.stepOf(index + 1, total)}</span>
      {Array.from({ length: total }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
        <span key={at} aria-hidden="true" class={at < done ? 'dot over' : at === index ? 'dot present' : 'dot'}>
          {at < done ? '✓' : at + 1}
        </span>
      ))}
    </p>
  )
}

export function HintView({ scene, words }: { scene: Of<'hint'>; words: KioskWords }) {
  return (
    <div class="prompt">
      <HintPicture hint={scene.hint} />
      <h1>{words.hints[scene.hint]}</h1>
    </div>
  )
}

export function JudgingView({ words }: { words: KioskWords }) {
  return (
    <div class="prompt">
      <Framed>
        <Head motion="still" />
      </Framed>
      <h1>{words.judging}</h1>
    </div>
  )
}

export function EnrollingView({ scene, words }: { scene: Of<'enrolling'>; words: KioskWords }) {
  return (
    <div class="prompt">
      {scene.hint === null ? (
        <Framed>
          <Head motion="still" />
        </Framed>
      ) : (
        <HintPicture hint={scene.hint} />
      )}
      <h1>{scene.hint === null ? words.enrolling(scene.name) : words.hints[scene.hint]}</h1>
      <p class="aside">{words.enrollingNote}</p>
      <progress value={scene.frames} max={scene.wanted} aria-label={words.enrollingCount(scene.frames, scene.wanted)} />
      <p>{words.enrollingCount(scene.frames, scene.wanted)}</p>
    </div>
  )
}
