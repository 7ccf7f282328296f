import { useSearchParams } from 'wouter'
import { drawSpotCheck, listSpotChecks, readSpotCheck } from '../../../../src/contract/routes/spotChecks.ts'
import type { SpotCheck, SpotCheckItem } from '../../../../src/contract/spotChecks.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { stampOf, useNow } from '../../parts/times.ts'
import { Answered, Failure } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { Drawing } from './drawing.tsx'
import { FiguresOfOne } from './figures.tsx'
import { HowDrawn } from './howDrawn.tsx'
import { sayShare, sizeOfMany, standingOf } from './reading.ts'
import { StandingMark } from './standingMark.tsx'
import { Visit } from './visit.tsx'
import { Visits } from './visits.tsx'
import { spotCheckWords } from './words.ts'

type Whole = SpotCheck & { readonly items: SpotCheckItem[]; readonly populationIds: string[] }

/** One spot check; who was drawn only for inspectors. */
export function SpotCheckOne({ spotCheckId }: { spotCheckId: string }) {
  const words = useWords(spotCheckWords)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const asked = useAsked(listSpotChecks, {})
  const read = useAsked(readSpotCheck, { params: { spotCheckId } }, { enabled: may(readSpotCheck) })
  const person = read.data?.items.find((it) => it.staffId === search.get('person'))
  if (person)
    return (
      <Visit
        key={person.staffId}
        spotCheckId={spotCheckId}
        item={person}
        onBack={() => setSearch({ one: spotCheckId })}
      />
    )
  return (
    <Answered asked={asked}>
      {(rows) => {
        const spotCheck = rows.find((it) => it.spotCheckId === spotCheckId)
        if (spotCheck === undefined) return <Nothing title={words.gone} />
        return (
          <>
            <Head spotCheck={spotCheck} />
            {may(readSpotCheck) && read.error !== null && (
              <Failure failure={read.error} again={() => void read.refetch()} />
            )}
            <Body spotCheck={spotCheck} whole={read.data} />
          </>
        )
      }}
    </Answered>
  )
}

function Body({ spotCheck, whole }: { spotCheck: SpotCheck; whole: Whole | undefined }) {
  const may = useMay()
  const [, setSearch] = useSearchParams()
  const { spotCheckId, drawn } = spotCheck
  if (drawn === null) return may(drawSpotCheck) ? <Drawing spotCheck={spotCheck} /> : null
  return (
    <>
      {whole && <Visits whole={whole} onVisit={(person) => setSearch({ one: spotCheckId, person })} />}
      <FiguresOfOne spotCheck={spotCheck} />
      <HowDrawn spotCheck={spotCheck} drawn={drawn} whole={whole} />
    </>
  )
}

function Head({ spotCheck }: { spotCheck: SpotCheck }) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const now = useNow()
  const { unitId, population, size, confidence, rate, announcedAt, announcedBy, drawn, figures } = spotCheck
  return (
    <Sheet title={names.unit(unitId)}>
      <p>
        <StandingMark standing={standingOf(spotCheck, now)} />{' '}
        <span className="numbers">
          {words.sizeOf(size, population)}
          {drawn !== null && ` · ${words.progress(figures.recorded, figures.drawn)}`}
        </span>
      </p>
      <p>
        {words.sizeInWords(sayShare(confidence), sayShare(rate), sizeOfMany(confidence, rate))}{' '}
        {words.sizeHere(population, size)}
      </p>
      <p className="soft numbers">{words.announced(announcedBy, stampOf(announcedAt))}</p>
    </Sheet>
  )
}
