import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Progress } from 'antd'
import { useState } from 'react'
import { listStaff, type StaffRow, setPin } from '../../../../src/contract/routes/people.ts'
import { ask } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PrinterIcon } from '../../parts/icons.tsx'
import { givePins, type PinBatch } from './pinBatch.ts'
import { PinSlips } from './pinSlips.tsx'
import { staffWords } from './words.ts'

type Stage =
  | { readonly at: 'asking' }
  | { readonly at: 'giving'; readonly through: number }
  | { readonly at: 'given'; readonly batch: PinBatch }

const give = async (person: StaffRow): Promise<string> =>
  (await ask(setPin, { params: { staffId: person.staffId } })).pin

/** PINs for everybody who has none, on one paper to be cut. */
export function PinBatchModal({ people, onClose }: { people: readonly StaffRow[]; onClose: () => void }) {
  const words = useWords(staffWords).pins
  const common = useWords(commonWords)
  const answers = useQueryClient()
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const start = async () => {
    setStage({ at: 'giving', through: 0 })
    const batch = await givePins(people, give, (through) => setStage({ at: 'giving', through }))
    setStage({ at: 'given', batch })
    await answers.invalidateQueries({ queryKey: [listStaff.name] })
  }
  const busy = stage.at === 'giving'
  const footer = {
    asking: (
      <>
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button type="primary" onClick={() => void start()}>
          {words.give(people.length)}
        </Button>
      </>
    ),
    giving: null,
    given: (
      <>
        <Button onClick={onClose}>{common.close}</Button>
        <Button type="primary" icon={<PrinterIcon />} onClick={() => print()}>
          {common.print}
        </Button>
      </>
    ),
  }[stage.at]
  return (
    <Modal
      open
      width={720}
      title={words.title}
      mask={{ closable: false }}
      keyboard={stage.at === 'asking'}
      closable={!busy}
      footer={footer}
      onCancel={onClose}
    >
      {stage.at === 'asking' && <p>{words.lead}</p>}
      {busy && (
        <>
          <p role="status">{words.giving(stage.through, people.length)}</p>
          <Progress
            percent={Math.round((stage.through / people.length) * 100)}
            showInfo={false}
            aria-label={words.title}
          />
        </>
      )}
      {stage.at === 'given' && <Given batch={stage.batch} />}
    </Modal>
  )
}

function Given({ batch: { made, without, left } }: { batch: PinBatch }) {
  const words = useWords(staffWords).pins
  const { language } = useLanguage()
  return (
    <>
      <Alert className="apart-below" type="warning" showIcon title={words.once} />
      {without.map(({ person, failure }) => (
        <Alert
          key={person.staffId}
          className="apart-below"
          type="error"
          showIcon
          title={words.without(person.name, sentenceFor(failure, language))}
        />
      ))}
      {left > 0 && <p role="status">{words.left(left)}</p>}
      <PinSlips made={made} />
    </>
  )
}
