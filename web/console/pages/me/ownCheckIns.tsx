import { Table } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { clockOf, dayOf } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { TimeGrade } from '../../parts/timeGrade.tsx'
import { dayLabel } from '../../parts/times.ts'
import { meWords } from './words.ts'

type Row = OutputOf<typeof readOwnRecord>['checkIns'][number]

/** One's own check-ins as they were kept. */
export function OwnCheckIns({ checkIns }: { checkIns: readonly Row[] }) {
  const words = useWords(meWords)
  const { language } = useLanguage()
  if (checkIns.length === 0) return <Nothing title={words.checkInsNone} next={words.checkInsNext} />
  return (
    <Sheet title={words.checkIns}>
      <Table<Row>
        size="small"
        rowKey="checkInId"
        dataSource={[...checkIns]}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            key: 'time',
            title: words.time,
            className: 'numbers',
            render: (_, it) => `${dayLabel(dayOf(it.at), language)} ${clockOf(it.at)}`,
          },
          { key: 'kind', title: words.kind, render: (_, it) => words.direction[it.direction] },
          { key: 'grade', title: words.grade, render: (_, it) => <TimeGrade grade={it.timeGrade} /> },
        ]}
      />
    </Sheet>
  )
}
