import { Alert, Modal } from 'antd'
import { importDuties, listDuties, listGaps } from '../../../../src/contract/routes/duties.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { BadRows } from '../../parts/badRows.tsx'
import { FileButton } from '../../parts/fileButton.tsx'
import { useSaySecond } from '../../parts/second.tsx'
import { dutiesWords } from './words.ts'

/** Reads a file of duties: all of it or nothing. */
export function DutyImport({ onClose }: { onClose: () => void }) {
  const words = useWords(dutiesWords)
  const say = useSaySecond()
  const importing = useDo(importDuties, [listDuties, listGaps, listProposals])
  const bad = importing.data?.bad ?? []
  const read = (file: File) =>
    importing.mutate(
      { file },
      {
        onSuccess: (answer) => {
          if (answer.bad.length > 0) return
          say(answer.seconds, words.imported(answer.kept))
          onClose()
        },
      },
    )
  return (
    <Modal open width={720} title={words.importTitle} footer={null} onCancel={onClose}>
      <p className="soft">{words.importLead}</p>
      <div className="apart-below">
        <FileButton accept=".xlsx,.csv" label={words.choose} busy={importing.isPending} onChosen={read} />
      </div>
      {bad.length > 0 && (
        <>
          <Alert className="apart-below" type="error" showIcon title={words.bad(bad.length)} />
          <BadRows rows={bad} />
        </>
      )}
    </Modal>
  )
}
