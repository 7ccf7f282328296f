import { Table, Tag } from 'antd'
import type { Consent } from '../../../../src/contract/people.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import type { Names } from '../../parts/names.ts'
import { Nothing } from '../../parts/page.tsx'
import { consentsWords } from './words.ts'

export function ConsentTable({ rows, names }: { rows: readonly Consent[]; names: Names }) {
  const words = useWords(consentsWords)
  if (rows.length === 0) return <Nothing title={words.noConsents} next={words.noConsentsNext} />
  return (
    <Table<Consent>
      size="small"
      rowKey="consentId"
      dataSource={[...rows]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { key: 'person', title: words.person, render: (_, it) => names.person(it.staffId) },
        {
          key: 'state',
          title: words.state,
          render: (_, it) =>
            it.withdrawnAt === null ? (
              <Tag className="tag-jade">{words.live}</Tag>
            ) : (
              <Tag className="tag-grey">
                {words.withdrawn} {dayOf(it.withdrawnAt)}
              </Tag>
            ),
        },
        { key: 'given', title: words.given, className: 'numbers', render: (_, it) => dayOf(it.givenAt) },
        { key: 'how', title: words.how, responsive: ['sm'], render: (_, it) => words.hows[it.how] },
        { key: 'version', title: words.version, responsive: ['md'], dataIndex: 'textVersion' },
      ]}
    />
  )
}
