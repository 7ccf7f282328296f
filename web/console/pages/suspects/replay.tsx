import { useEffect, useMemo, useRef } from 'react'
import { readReplay } from '../../../../src/contract/routes/suspects.ts'
import { Action } from '../../../../src/contract/signals.ts'
import type { AttemptReplay } from '../../../../src/contract/suspects.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useDrawing } from '../../parts/chart/useDrawing.ts'
import { stampOf } from '../../parts/times.ts'
import { Answered, Loading } from '../../parts/waiting.tsx'
import { type Curve, curvesHeight, findRange, optionOfCurves, readCurves } from './curves.ts'
import { showNumber } from './reading.ts'
import { Signs } from './signs.tsx'
import { suspectWords } from './words.ts'

/** What an attempt left, drawn over time, and the same said in words. */
export function Replay({ suspectId, attemptId }: { suspectId: string; attemptId: string }) {
  const asked = useAsked(readReplay, { params: { suspectId, attemptId } })
  return <Answered asked={asked}>{(replay) => <Left replay={replay} />}</Answered>
}

function Left({ replay }: { replay: AttemptReplay }) {
  return (
    <div className="curves-figure">
      <Signs replay={replay} />
      <Curves replay={replay} />
    </div>
  )
}

function Curves({ replay }: { replay: AttemptReplay }) {
  const words = useWords(suspectWords)
  const curves = useMemo(() => readCurves(replay), [replay])
  if (curves.every(({ points }) => points.length === 0)) return <p className="hint">{words.replayEmpty}</p>
  const title = words.replayTitle(stampOf(replay.at))
  return (
    <figure className="curves-drawn">
      <figcaption>{title}</figcaption>
      <Picture replay={replay} curves={curves} label={title} />
      <p>
        {words.drawn(showNumber(replay.durationMs / 1000))} <Ranges curves={curves} />
      </p>
      <p className="soft">
        {words.curvesMean} {words.replayWhat}
      </p>
      {replay.steps.length > 0 && <Steps steps={replay.steps} />}
    </figure>
  )
}

function Ranges({ curves }: { curves: readonly Curve[] }) {
  const words = useWords(suspectWords)
  return curves
    .map((curve) => {
      const range = findRange(curve)
      const name = words.curves[curve.name]
      return range ? words.range(name, showNumber(range.least), showNumber(range.most)) : words.rangeNone(name)
    })
    .join(' ')
}

function Steps({ steps }: Pick<AttemptReplay, 'steps'>) {
  const words = useWords(suspectWords)
  const sayAction = (action: string): string => {
    const known = Action.safeParse(action)
    return known.success ? words.actions[known.data] : action
  }
  const seconds = (ms: number): string => showNumber(ms / 1000)
  return (
    <>
      <p>{words.steps}</p>
      <ol>
        {steps.map(({ action, promptAtMs, onsetMs, peakMs }) => (
          <li key={promptAtMs}>
            {words.step(sayAction(action), seconds(promptAtMs))}
            {onsetMs === null || peakMs === null ? words.stepNot : words.stepDone(seconds(onsetMs), seconds(peakMs))}
          </li>
        ))}
      </ol>
    </>
  )
}

interface PictureProps {
  readonly replay: AttemptReplay
  readonly curves: readonly Curve[]
  readonly label: string
}

function Picture({ replay, curves, label }: PictureProps) {
  const words = useWords(suspectWords)
  const place = useRef<HTMLDivElement>(null)
  const drawing = useDrawing(place, load)
  useEffect(() => {
    drawing?.draw(optionOfCurves(curves, replay, words))
  }, [drawing, curves, replay, words])
  return (
    <>
      {drawing === undefined && <Loading />}
      <div
        ref={place}
        role="img"
        aria-label={`${label} — ${words.drawn(showNumber(replay.durationMs / 1000))}`}
        className="curves"
        style={{ height: curvesHeight }}
      />
    </>
  )
}

const load = () => import('./lineDrawing.ts')
