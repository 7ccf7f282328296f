import './spotChecks.css'
import { Button } from 'antd'
import { useSearchParams } from 'wouter'
import { announceSpotCheck, listSpotChecks } from '../../../../src/contract/routes/spotChecks.ts'
import type { SpotCheck } from '../../../../src/contract/spotChecks.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { AllFigures } from './figures.tsx'
import { SpotCheckOne } from './one.tsx'
import { Planning } from './planning.tsx'
import { inTurn, standingOf } from './reading.ts'
import { StandingMark } from './standingMark.tsx'
import { spotCheckWords } from './words.ts'

/** Spot checks: all of them, one, or a new one. */
export default function SpotChecksPage() {
  const words = useWords(spotCheckWords)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const one = search.get('one')
  const back = (
    <div className="filters no-print">
      <Button className="big" onClick={() => setSearch({})}>
        {words.backToList}
      </Button>
    </div>
  )
  if (search.has('new') && may(announceSpotCheck))
    return (
      <Page title={words.plan} lead={words.planLead}>
        {back}
        <Planning onAnnounced={(spotCheckId) => setSearch({ one: spotCheckId }, { replace: true })} />
      </Page>
    )
  // On the spot nothing stands above the person who is looked at.
  if (one !== null && search.has('person')) return <SpotCheckOne spotCheckId={one} />
  if (one !== null)
    return (
      <Page title={words.title}>
        {back}
        <SpotCheckOne spotCheckId={one} />
      </Page>
    )
  const plan = may(announceSpotCheck) && (
    <Button type="primary" className="big" icon={<PlusIcon />} onClick={() => setSearch({ new: '1' })}>
      {words.plan}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={plan}>
      <List onLook={(spotCheckId) => setSearch({ one: spotCheckId })} />
    </Page>
  )
}

function List({ onLook }: { onLook: (spotCheckId: string) => void }) {
  const words = useWords(spotCheckWords)
  const asked = useAsked(listSpotChecks, {})
  const now = useNow()
  return (
    <Answered asked={asked}>
      {(rows) =>
        rows.length === 0 ? (
          <Nothing title={words.none} next={words.noneNext} />
        ) : (
          <>
            <Sheet>
              <ul className="rows spot-rows">
                {inTurn(rows, now).map((it) => (
                  <Row key={it.spotCheckId} spotCheck={it} onLook={() => onLook(it.spotCheckId)} />
                ))}
              </ul>
            </Sheet>
            <AllFigures spotChecks={rows} />
          </>
        )
      }
    </Answered>
  )
}

function Row({ spotCheck, onLook }: { spotCheck: SpotCheck; onLook: () => void }) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const now = useNow()
  const { unitId, announcedAt, drawn, size, population, figures } = spotCheck
  const unit = names.unit(unitId)
  return (
    <li>
      <div className="grow">
        <strong className="spot-unit">{unit}</strong> <StandingMark standing={standingOf(spotCheck, now)} />
        <div className="numbers">
          {words.sizeOf(size, population)}
          {drawn !== null && ` · ${words.progress(figures.recorded, figures.drawn)}`}
        </div>
        <small className="soft numbers">{words.announced(spotCheck.announcedBy, dayOf(announcedAt))}</small>
      </div>
      <Button className="big" aria-label={words.lookAt(unit, dayOf(announcedAt))} onClick={onLook}>
        {words.look}
      </Button>
    </li>
  )
}
