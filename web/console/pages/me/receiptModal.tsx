import { Button, Modal } from 'antd'
import { type ReceiptPaper, readOwnReceipt } from '../../../../src/contract/routes/receipts.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { receiptWords } from './receiptWords.ts'

type Words = (typeof receiptWords)['zh']

/** One receipt: what it says, its code, its file. */
export function ReceiptModal({ factId, onClose }: { factId: string; onClose: () => void }) {
  const words = useWords(receiptWords)
  const asked = useAsked(readOwnReceipt, { params: { factId } })
  return (
    <Modal
      open
      title={words.receipt}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{words.close}</Button>}
      width={620}
    >
      <Answered asked={asked}>{(paper) => <Paper paper={paper} />}</Answered>
    </Modal>
  )
}

function Paper({ paper }: { paper: ReceiptPaper }) {
  const words = useWords(receiptWords)
  const { language } = useLanguage()
  const { erased } = paper
  return (
    <div className="receipt">
      <p>
        <b>{words.kinds[paper.kind] ?? paper.kind}</b> <span className="numbers">{stampOf(paper.at)}</span>
      </p>
      <p>{standingOf(paper, words, language === 'zh' ? '、' : ', ')}</p>
      {erased && (
        <p>
          {words.erasedWhy(stampOf(erased.at), erased.reason)} {words.certificate} <code>{erased.factId}</code>
        </p>
      )}
      {paper.text !== '' && (
        <p className="quick">
          <Button type="primary" onClick={() => save(paper)}>
            {words.save}
          </Button>
          <Button href={paper.link} target="_blank">
            {words.check}
          </Button>
        </p>
      )}
      {paper.code !== '' && (
        <>
          <p className="soft">{words.code}</p>
          <img className="code" src={`data:image/svg+xml,${encodeURIComponent(paper.code)}`} alt={words.code} />
        </>
      )}
    </div>
  )
}

function standingOf({ standing }: ReceiptPaper, words: Words, comma: string): string {
  switch (standing.state) {
    case 'waiting':
      return words.waiting
    case 'promised':
      return words.promised(stampOf(standing.before))
    case 'proven': {
      const { index, witnesses, recordedBefore } = standing
      if (recordedBefore === null) return words.signed(index + 1)
      return words.witnessed(index + 1, witnesses.join(comma), stampOf(recordedBefore))
    }
    default:
      return standing satisfies never
  }
}

function save({ fileName, text }: ReceiptPaper): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
