import type { SpotCheck, SpotCheckFigures } from '../../../../src/contract/spotChecks.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { sayShare, scaleOf } from './reading.ts'
import { spotCheckWords } from './words.ts'

type Share = NonNullable<SpotCheckFigures['share']>

/** What one spot check found. */
export function FiguresOfOne({ spotCheck: { figures } }: { spotCheck: SpotCheck }) {
  const words = useWords(spotCheckWords)
  return (
    <Sheet title={words.figures}>
      {figures.share === null ? (
        <p className="hint">{words.notYet}</p>
      ) : (
        <>
          <Bar share={figures.share} scale={scaleOf([figures.share.high])} />
          <Said figures={figures} share={figures.share} />
          <p className="soft small">
            {words.bar} {words.mostly}
          </p>
        </>
      )}
      <p className="soft small">{words.figuresLead}</p>
    </Sheet>
  )
}

/** What all of them found, one below the other on one scale; never summed to one share, for every one asked another unit. */
export function AllFigures({ spotChecks }: { spotChecks: readonly SpotCheck[] }) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const told = spotChecks.flatMap((it) => (it.figures.share === null ? [] : [{ ...it, share: it.figures.share }]))
  if (told.length === 0) return null
  const scale = scaleOf(told.map(({ share }) => share.high))
  const sum = (of: 'checked' | 'caught'): number => told.reduce((total, { figures }) => total + figures[of], 0)
  return (
    <Sheet title={words.figuresTitle}>
      <p>{words.sum(told.length, sum('checked'), sum('caught'))}</p>
      <ul className="plain-list spot-figures">
        {told.map(({ spotCheckId, unitId, announcedAt, figures, share }) => (
          <li key={spotCheckId}>
            <strong>{names.unit(unitId)}</strong> <small className="soft numbers">{dayOf(announcedAt)}</small>
            <Bar share={share} scale={scale} />
            <Said figures={figures} share={share} />
          </li>
        ))}
      </ul>
      <p className="soft small">
        {words.bar} {words.mostly} {words.figuresLead}
      </p>
    </Sheet>
  )
}

function Said({ figures: { checked, caught }, share }: { figures: SpotCheckFigures; share: Share }) {
  const words = useWords(spotCheckWords)
  return (
    <p className="numbers">
      {words.said(checked, caught, sayShare(share.value))} {words.bounds(sayShare(share.low), sayShare(share.high))}
    </p>
  )
}

const [width, height] = [600, 44]

/** A dot and its bounds; the sentence below says the same. */
function Bar({ share: { value, low, high }, scale }: { share: Share; scale: number }) {
  const x = (at: number): number => 8 + (at / scale) * (width - 16)
  const ticks = [0, scale / 2, scale]
  return (
    <svg className="spot-bar" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={x(0)} x2={x(scale)} y1="14" y2="14" className="spot-axis" />
      <line x1={x(low)} x2={x(high)} y1="14" y2="14" className="spot-range" />
      <circle cx={x(value)} cy="14" r="8" className="spot-dot" />
      {ticks.map((at, n) => (
        <text key={at} x={x(at)} y="40" textAnchor={n === 0 ? 'start' : n === 1 ? 'middle' : 'end'}>
          {sayShare(at)}
        </text>
      ))}
    </svg>
  )
}
