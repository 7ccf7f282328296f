import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { listStaff, type StaffRow, setPin } from '../../../../src/contract/routes/people.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { staffWords } from './words.ts'

/** A new PIN, shown big and once. */
export function PinSection({ person }: { person: StaffRow }) {
  const words = useWords(staffWords)
  const common = useWords(commonWords)
  const [pin, setPinShown] = useState<string>()
  const making = useDo(setPin, [listStaff])
  const make = () =>
    making.mutate({ params: { staffId: person.staffId } }, { onSuccess: (made) => setPinShown(made.pin) })
  const state = (
    <Tag className={person.pinSet ? 'tag-jade' : 'tag-amber'}>{person.pinSet ? words.pinSet : words.pinNone}</Tag>
  )
  return (
    <Sheet title={words.pinTitle} extra={state}>
      <p className="soft">{words.pinLead}</p>
      <Button loading={making.isPending} onClick={make}>
        {words.pinMake}
      </Button>
      {pin !== undefined && (
        <Modal
          open
          title={words.pinFor(person.name)}
          mask={{ closable: false }}
          onCancel={() => setPinShown(undefined)}
          footer={<Button onClick={() => setPinShown(undefined)}>{common.close}</Button>}
        >
          <div className="big-digits">{pin}</div>
          <p className="centered">
            {words.pinHand}
            {common.shownOnce}
          </p>
        </Modal>
      )}
    </Sheet>
  )
}
