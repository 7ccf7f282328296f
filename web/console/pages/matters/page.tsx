import { Button, Checkbox, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listMatters, takeMatter } from '../../../../src/contract/routes/matters.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { SearchInput } from '../../parts/searchInput.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { counterWords } from '../counter/words.ts'
import { matterWords } from '../matter/words.ts'
import { DueChart } from './dueChart.tsx'
import { everyMs, type Filter, firstPage, queryOf } from './filter.ts'
import { Lights } from './lights.tsx'
import './matters.css'
import { MatterList } from './matterList.tsx'
import { Offered } from './offered.tsx'

/** The deadline board: what waits for this office, the most urgent first. */
export default function MattersPage() {
  const words = useWords(matterWords)
  const counter = useWords(counterWords)
  const may = useMay()
  const [filter, setFilter] = useState<Filter>(firstPage)
  const search = useDeferredValue(filter.search)
  const asked = useAsked(listMatters, { query: queryOf({ ...filter, search }) }, { refetchInterval: everyMs })
  const change = (part: Partial<Filter>) => setFilter({ ...filter, pages: [], ...part })
  const take = may(takeMatter) && (
    <Link href="/counter" asChild>
      <Button type="primary" icon={<PlusIcon />}>
        {counter.title}
      </Button>
    </Link>
  )
  return (
    <Page title={words.boardTitle} lead={words.boardLead} actions={take}>
      <Offered />
      <Lights chosen={filter} counts={asked.data?.lights} onChosen={change} />
      <Filters filter={filter} onChange={change} />
      <Answered asked={asked}>
        {(answer) => <Found answer={answer} filter={filter} onPages={(pages) => setFilter({ ...filter, pages })} />}
      </Answered>
      <DueChart filter={filter} />
    </Page>
  )
}

interface FiltersProps {
  readonly filter: Filter
  readonly onChange: (part: Partial<Filter>) => void
}

function Filters({ filter, onChange }: FiltersProps) {
  const words = useWords(matterWords)
  const { units } = useNames()
  const options = [{ value: '', label: words.everyUnit }, ...units.map((it) => ({ value: it.unitId, label: it.name }))]
  return (
    <div className="filters">
      <SearchInput label={words.find} onText={(text) => onChange({ search: text.trim() })} />
      <Select
        className="filter"
        aria-label={words.unit}
        value={filter.unitId}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        onChange={(unitId: string) => onChange({ unitId })}
      />
      <Checkbox checked={filter.mine} onChange={({ target }) => onChange({ mine: target.checked })}>
        {words.mine}
      </Checkbox>
    </div>
  )
}

interface FoundProps {
  readonly answer: OutputOf<typeof listMatters>
  readonly filter: Filter
  readonly onPages: (pages: readonly string[]) => void
}

function Found({ answer: { rows, next }, filter, onPages }: FoundProps) {
  const words = useWords(matterWords)
  const { pages } = filter
  if (rows.length === 0) {
    const isAll = Object.keys(queryOf(filter)).length === 1
    return isAll ? <Nothing title={words.none} next={words.noneNext} /> : <Nothing title={words.noneFits} />
  }
  return (
    <Sheet>
      <MatterList rows={rows} />
      {(pages.length > 0 || next !== null) && (
        <div className="actions apart-above">
          <span className="soft">{words.page(pages.length + 1)}</span>
          {pages.length > 0 && <Button onClick={() => onPages([])}>{words.firstPage}</Button>}
          {next !== null && <Button onClick={() => onPages([...pages, next])}>{words.nextPage}</Button>}
        </div>
      )}
    </Sheet>
  )
}
