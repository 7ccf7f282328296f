import { Button, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import type { StaffRow } from '../../../../src/contract/routes/people.ts'
import { useWords } from '../../language.tsx'
import { type Names, useNames } from '../../parts/names.ts'
import { SearchInput } from '../../parts/searchInput.tsx'
import { findStaff, staffStates, type Wanted } from './find.ts'
import { staffWords } from './words.ts'

interface Props {
  readonly staff: readonly StaffRow[]
  readonly open: (staffId: string) => void
}

/** The list with its filters. */
export function StaffTable({ staff, open }: Props) {
  const words = useWords(staffWords)
  const names = useNames()
  const [wanted, setWanted] = useState<Wanted>({ text: '', siteId: undefined, state: 'present' })
  const found = findStaff(staff, wanted)
  return (
    <section className="sheet">
      <div className="filters">
        <SearchInput label={words.find} onText={(text) => setWanted({ ...wanted, text: text })} />
        <Select
          className="filter"
          allowClear
          aria-label={words.site}
          placeholder={words.allSites}
          showSearch={{ optionFilterProp: 'label' }}
          options={names.sites.map((it) => ({ value: it.siteId, label: it.name }))}
          onChange={(siteId?: string) => setWanted({ ...wanted, siteId })}
        />
        <Select
          className="filter"
          aria-label={words.state}
          value={wanted.state}
          options={staffStates.map((value) => ({ value, label: words.states[value] }))}
          onChange={(state) => setWanted({ ...wanted, state })}
        />
      </div>
      <Table<StaffRow>
        rowKey="staffId"
        size="small"
        dataSource={found}
        columns={columnsOf(words, names, open)}
        locale={{ emptyText: words.noneFound }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </section>
  )
}

function columnsOf(
  words: (typeof staffWords)['zh'],
  names: Names,
  open: (staffId: string) => void,
): TableColumnsType<StaffRow> {
  return [
    {
      key: 'name',
      title: words.name,
      render: (_, it) => (
        <>
          <Button type="link" className="cell-link" aria-label={words.open(it.name)} onClick={() => open(it.staffId)}>
            {it.name}
          </Button>
          <div className="soft">{it.post}</div>
        </>
      ),
    },
    { key: 'no', title: words.employeeNo, dataIndex: 'employeeNo', className: 'numbers', responsive: ['sm'] },
    {
      key: 'site',
      title: words.site,
      responsive: ['md'],
      render: (_, it) => (
        <>
          {names.site(it.siteId)}
          <div className="soft">{names.unit(it.unitId)}</div>
        </>
      ),
    },
    { key: 'ways', title: words.ways, render: (_, it) => <Ways person={it} /> },
  ]
}

/** What is there and what is missing, in words, not in colours alone. */
function Ways({ person }: { person: StaffRow }) {
  const words = useWords(staffWords)
  return (
    <div className="tags">
      <Tag className={person.pinSet ? 'tag-jade' : 'tag-amber'}>
        {words.pin} {person.pinSet ? words.pinSet : words.pinNone}
      </Tag>
      <Tag className={person.consent === 'given' ? 'tag-jade' : 'tag-grey'}>
        {words.consent} {words.consents[person.consent]}
      </Tag>
      {person.consent === 'given' && (
        <Tag className={person.enrolled ? 'tag-jade' : 'tag-amber'}>
          {person.enrolled ? words.enrolledYes : words.enrolledNo}
        </Tag>
      )}
    </div>
  )
}
