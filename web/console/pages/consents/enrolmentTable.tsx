import { Button, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { listEnrolments } from '../../../../src/contract/routes/presence.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import type { Names } from '../../parts/names.ts'
import { Nothing } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { consentsWords } from './words.ts'

type Row = OutputOf<typeof listEnrolments>[number]

export function EnrolmentTable({ rows, names }: { rows: readonly Row[]; names: Names }) {
  const words = useWords(consentsWords)
  const [shown, setShown] = useState<Row>()
  if (rows.length === 0) return <Nothing title={words.noEnrolments} next={words.noEnrolmentsNext} />
  return (
    <>
      <Table<Row>
        size="small"
        rowKey="templateId"
        dataSource={[...rows]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { key: 'person', title: words.person, render: (_, it) => names.person(it.staffId) },
          { key: 'site', title: words.site, responsive: ['md'], render: (_, it) => names.site(it.siteId) },
          { key: 'at', title: words.enrolledAt, className: 'numbers', render: (_, it) => dayOf(it.enrolledAt) },
          { key: 'state', title: words.state, render: (_, it) => <State row={it} /> },
          {
            key: 'certificate',
            title: words.proof,
            render: (_, it) =>
              it.certificate && (
                <Button
                  size="small"
                  aria-label={words.showCertificate(names.person(it.staffId))}
                  onClick={() => setShown(it)}
                >
                  {words.proof}
                </Button>
              ),
          },
        ]}
      />
      {shown && <Certificate row={shown} name={names.person(shown.staffId)} onClose={() => setShown(undefined)} />}
    </>
  )
}

function State({ row }: { row: Row }) {
  const words = useWords(consentsWords)
  if (row.erasedAt === null) return <Tag className="tag-jade">{words.inForce}</Tag>
  return (
    <Tag className="tag-grey tag-long">
      {words.erased} {dayOf(row.erasedAt)}
    </Tag>
  )
}

function Certificate({ row, name, onClose }: { row: Row; name: string; onClose: () => void }) {
  const words = useWords(consentsWords)
  const whys: Record<string, string> = words.whys
  return (
    <Modal open width={640} title={`${words.certificate} · ${name}`} footer={null} onCancel={onClose}>
      <p>{words.certificateLead}</p>
      <dl className="facts">
        <dt>{words.erasedAt}</dt>
        <dd className="numbers">{row.erasedAt && stampOf(row.erasedAt)}</dd>
        <dt>{words.why}</dt>
        <dd>{whys[row.erasedWhy ?? ''] ?? row.erasedWhy}</dd>
        <dt>{words.factId}</dt>
        <dd>
          <code>{row.certificate?.factId}</code>
        </dd>
        <dt>{words.digest}</dt>
        <dd>
          <code>{row.certificate?.ciphertextSha256}</code>
        </dd>
        <dt>{words.keyId}</dt>
        <dd>
          <code>{row.certificate?.keyId}</code>
        </dd>
      </dl>
    </Modal>
  )
}
