import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { listConsents, listStaff, type StaffRow, withdrawConsent } from '../../../../src/contract/routes/people.ts'
import { listEnrolments } from '../../../../src/contract/routes/presence.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { PaperConsent } from './paperConsent.tsx'
import { staffWords } from './words.ts'

const tones = { none: 'tag-grey', given: 'tag-jade', withdrawn: 'tag-amber' } as const

/** The separate consent of one person: read, record from paper, withdraw. */
export function ConsentSection({ person }: { person: StaffRow }) {
  const words = useWords(staffWords)
  const { modal, message } = App.useApp()
  const [reading, setReading] = useState(false)
  const { data: consents = [] } = useAsked(listConsents, { query: { staffId: person.staffId } })
  const withdrawing = useDo(withdrawConsent, [listConsents, listStaff, listEnrolments])
  const live = consents.find((it) => it.withdrawnAt === null)

  const withdraw = (consentId: string) =>
    modal.confirm({
      title: words.consentWithdrawAsk(person.name),
      content: words.consentWithdrawWhy,
      okText: words.consentWithdraw,
      okButtonProps: { danger: true },
      onOk: () =>
        withdrawing
          .mutateAsync({ params: { consentId } })
          .then(() => void message.success(words.consentWithdrawn))
          .catch(() => undefined),
    })
  return (
    <Sheet
      title={words.consentTitle}
      extra={<Tag className={tones[person.consent]}>{words.consents[person.consent]}</Tag>}
    >
      <p className="soft">{words.consentLead}</p>
      {live && <p>{words.consentGiven(dayOf(live.givenAt), words.hows[live.how])}</p>}
      <div className="actions">
        {live ? (
          <Button danger onClick={() => void withdraw(live.consentId)}>
            {words.consentWithdraw}
          </Button>
        ) : (
          <Button onClick={() => setReading(true)}>{words.consentRead}</Button>
        )}
      </div>
      {reading && <PaperConsent person={person} onClose={() => setReading(false)} />}
    </Sheet>
  )
}
