import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listStaff, type StaffRow } from '../../../../src/contract/routes/people.ts'
import { listEnrolments, openEnrolment } from '../../../../src/contract/routes/presence.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { staffWords } from './words.ts'

type Code = OutputOf<typeof openEnrolment>

/** Opens the code with which a person enrols at the kiosk. */
export function EnrolSection({ person }: { person: StaffRow }) {
  const words = useWords(staffWords)
  const may = useMay()
  const [code, setCode] = useState<Code>()
  const opening = useDo(openEnrolment, [listStaff, listEnrolments])
  const ready = person.consent === 'given' && person.leftOn === null
  const state = (
    <Tag className={person.enrolled ? 'tag-jade' : 'tag-grey'}>
      {person.enrolled ? words.enrolledYes : words.enrolledNo}
    </Tag>
  )
  return (
    <Sheet title={words.enrolTitle} extra={state}>
      <p className="soft">{words.enrolLead}</p>
      {may(openEnrolment) && (
        <div className="actions">
          <Button
            disabled={!ready}
            loading={opening.isPending}
            onClick={() => opening.mutate({ params: { staffId: person.staffId } }, { onSuccess: setCode })}
          >
            {words.enrolOpen}
          </Button>
          {!ready && <span className="soft">{words.enrolNeeds}</span>}
        </div>
      )}
      {code && (
        <Modal open title={`${words.enrolTitle} · ${person.name}`} footer={null} onCancel={() => setCode(undefined)}>
          <ShownCode code={code} />
        </Modal>
      )}
    </Sheet>
  )
}

function ShownCode({ code }: { code: Code }) {
  const words = useWords(staffWords)
  const now = useNow(1)
  const left = Math.max(0, Math.floor((Date.parse(code.expiresAt) - Date.parse(now)) / 1000))
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  if (left === 0) return <p role="alert">{words.enrolOver}</p>
  return (
    <>
      <div className="big-digits">{code.code}</div>
      <p className="centered soft numbers" role="timer">
        {words.enrolLeft(clock)}
      </p>
      <ol>
        {words.enrolHow.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  )
}
