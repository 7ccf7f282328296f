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

/** A dot and its bounds; the sentence below says the same. */
function Bar({ share: { value, low, high }, scale }: { share: Share; scale: number }) {
  const percent = (at: number): string => `${(at / scale) * 100}%`
  return (
    <div className="spot-bar" aria-hidden="true">
      <div className="spot-axis">
        <i className="spot-range" style={{ left: percent(low), width: percent(high - low) }} />
        <i className="spot-dot" style={{ left: percent(value) }} />
      </div>
      <div className="spot-ticks">
        {[0, scale / 2, scale].map((at) => (
          <span key={at}>{sayShare(at)}</span>
        ))}
      </div>
    </div>
  )
}
