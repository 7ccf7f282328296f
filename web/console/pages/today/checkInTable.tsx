import { Table, type TableColumnsType } from 'antd'
import type { CheckInRow } from '../../../../src/contract/routes/presence.ts'
import { clockOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import type { Names } from '../../parts/names.ts'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { TimeGrade } from '../../parts/timeGrade.tsx'
import { todayWords } from './words.ts'

/** The check-ins of the day, newest first, each with the grade of its time. */
export function CheckInTable({ rows, names }: { rows: readonly CheckInRow[]; names: Names }) {
  const words = useWords(todayWords)
  const columns: TableColumnsType<CheckInRow> = [
    { key: 'time', title: words.time, render: (_, it) => <Time row={it} />, width: 190 },
    {
      key: 'person',
      title: words.person,
      render: (_, it) => (
        <>
          {names.person(it.staffId)} {it.simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'kind', title: words.kind, render: (_, it) => words.direction[it.direction] },
    { key: 'site', title: words.site, render: (_, it) => names.site(it.siteId), responsive: ['md'] },
  ]
  if (rows.length === 0) return <Nothing title={words.listNone} next={words.listNoneNext} />
  return (
    <Sheet title={words.list}>
      <Table<CheckInRow>
        size="small"
        rowKey="checkInId"
        columns={columns}
        dataSource={[...rows]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </Sheet>
  )
}

function Time({ row }: { row: CheckInRow }) {
  return (
    <span className="nowrap numbers">
      {clockOf(row.at)} <TimeGrade grade={row.timeGrade} span={{ earliest: row.earliest, latest: row.latest }} />
    </span>
  )
}
