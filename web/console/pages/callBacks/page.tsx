import { Button } from 'antd'
import { useSearchParams } from 'wouter'
import type { CallBack } from '../../../../src/contract/routes/ratings.ts'
import {
  announceCallBack,
  drawCallBack,
  listCallBacks,
  listExclusions,
  listPressure,
  readCallBack,
} from '../../../../src/contract/routes/ratings.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { Announcing } from './announcing.tsx'
import { Calling } from './calling.tsx'
import { Exclusions } from './exclusions.tsx'
import { Pressed } from './pressed.tsx'
import { callBackWords } from './words.ts'

/** Call-backs by another unit, and what is left out of the measures. */
export default function CallBacksPage() {
  const words = useWords(callBackWords)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const one = search.get('one')
  const back = (
    <div className="filters no-print">
      <Button className="big" onClick={() => setSearch({})}>
        {words.back}
      </Button>
    </div>
  )
  if (one !== null && may(readCallBack))
    return (
      <Page title={words.callTitle} lead={words.callLead}>
        {back}
        <Calling callBackId={one} />
      </Page>
    )
  if (search.has('new') && may(announceCallBack))
    return (
      <Page title={words.announce} lead={words.lead}>
        {back}
        <Announcing onAnnounced={() => setSearch({}, { replace: true })} />
      </Page>
    )
  const actions = (
    <>
      <Button className="big" href="/measures" target="_blank">
        {words.measures}
      </Button>
      {may(announceCallBack) && (
        <Button type="primary" className="big" icon={<PlusIcon />} onClick={() => setSearch({ new: '1' })}>
          {words.announce}
        </Button>
      )}
    </>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      <List onCall={(callBackId) => setSearch({ one: callBackId })} />
      {may(listPressure) && <Pressed />}
      {may(listExclusions) && <Exclusions />}
    </Page>
  )
}

function List({ onCall }: { onCall: (callBackId: string) => void }) {
  const words = useWords(callBackWords)
  const asked = useAsked(listCallBacks, {})
  return (
    <Sheet title={words.list}>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={words.none} next={words.noneNext} />
          ) : (
            <ul className="rows">
              {rows.map((it) => (
                <Row key={it.callBackId} callBack={it} onCall={() => onCall(it.callBackId)} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Sheet>
  )
}

function Row({ callBack, onCall }: { callBack: CallBack; onCall: () => void }) {
  const words = useWords(callBackWords)
  const may = useMay()
  const { callBackId, callerUnitName, unitName, period, size, population, announcedAt, drawn, called, mine } = callBack
  const drawing = useDo(drawCallBack, [listCallBacks])
  return (
    <li>
      <div className="grow">
        <strong>{words.pair(callerUnitName, unitName)}</strong> <span className="numbers">{period}</span>
        <div className="numbers">
          {words.sizeOf(size, population)} · {drawn === null ? words.waiting : words.called(called)}
        </div>
        <small className="soft numbers">{words.announcedAt(dayOf(announcedAt))}</small>
        {drawn !== null && (
          <details>
            <summary className="soft">{words.drawn}</summary>
            <p className="soft small numbers" style={{ overflowWrap: 'anywhere' }}>
              {words.beacon(drawn.beacon, drawn.logSize)}. {words.again}
            </p>
          </details>
        )}
      </div>
      {drawn === null && may(drawCallBack) && (
        <Button className="big" loading={drawing.isPending} onClick={() => drawing.mutate({ params: { callBackId } })}>
          {words.draw}
        </Button>
      )}
      {drawn !== null && mine && (
        <Button type="primary" className="big" onClick={onCall}>
          {words.call}
        </Button>
      )}
    </li>
  )
}
