import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listOwnReceipts } from '../../../../src/contract/routes/receipts.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { ReceiptModal } from './receiptModal.tsx'
import { receiptWords } from './receiptWords.ts'

type Row = OutputOf<typeof listOwnReceipts>['receipts'][number]

/** The facts about oneself, each with its receipt. */
export function OwnReceipts() {
  const words = useWords(receiptWords)
  const [chosen, setChosen] = useState<string>()
  const rows = useAsked(listOwnReceipts, {}).data?.receipts ?? []
  if (rows.length === 0) return null
  return (
    <Sheet title={words.title}>
      <p className="soft">{words.lead}</p>
      <Table<Row>
        size="small"
        rowKey="factId"
        dataSource={[...rows]}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        showHeader={false}
        columns={[
          { key: 'what', render: (_, it) => <What row={it} /> },
          {
            key: 'receipt',
            align: 'right',
            render: (_, it) => (
              <Button
                aria-label={words.receiptOf(words.kinds[it.kind] ?? it.kind, stampOf(it.at))}
                onClick={() => setChosen(it.factId)}
              >
                {words.receipt}
              </Button>
            ),
          },
        ]}
      />
      {chosen !== undefined && <ReceiptModal factId={chosen} onClose={() => setChosen(undefined)} />}
    </Sheet>
  )
}

function What({ row }: { row: Row }) {
  const words = useWords(receiptWords)
  return (
    <>
      {words.kinds[row.kind] ?? row.kind} {row.erased && <Tag className="tag-amber">{words.erased}</Tag>}
      {!row.inLog && <Tag>○ {words.notYet}</Tag>}
      <div className="soft numbers">{stampOf(row.at)}</div>
    </>
  )
}
