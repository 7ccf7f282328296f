import { App, Button, Checkbox, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { giveConsent, readConsentText, readOwnRecord, withdrawConsent } from '../../../../src/contract/routes/people.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { ConsentText } from '../staff/paperConsent.tsx'
import { meWords } from './words.ts'

type OwnRecord = OutputOf<typeof readOwnRecord>
const tones = { none: 'tag-grey', given: 'tag-jade', withdrawn: 'tag-amber' } as const

/** One's own consent: read, give, withdraw. Refusing needs no step at all. */
export function OwnConsent({ record }: { record: OwnRecord }) {
  const words = useWords(meWords)
  const { modal, message } = App.useApp()
  const [reading, setReading] = useState(false)
  const withdrawing = useDo(withdrawConsent, [readOwnRecord])
  const live = record.consents.find((it) => it.withdrawnAt === null)
  const withdraw = (consentId: string) =>
    modal.confirm({
      title: words.withdrawAsk,
      content: words.withdrawWhy,
      okText: words.withdraw,
      onOk: () =>
        withdrawing
          .mutateAsync({ params: { consentId } })
          .then(() => void message.success(words.withdrawn))
          .catch(() => undefined),
    })
  const state = <Tag className={tones[record.consent]}>{words.consents[record.consent]}</Tag>
  return (
    <Sheet title={words.consent} extra={state}>
      <p className="soft">{words.consentLead}</p>
      {live && <p>{record.enrolled ? words.enrolled : words.notEnrolled}</p>}
      {live ? (
        <Button onClick={() => void withdraw(live.consentId)}>{words.withdraw}</Button>
      ) : (
        <Button onClick={() => setReading(true)}>{words.read}</Button>
      )}
      {reading && <Giving record={record} onClose={() => setReading(false)} />}
    </Sheet>
  )
}

function Giving({ record, onClose }: { record: OwnRecord; onClose: () => void }) {
  const words = useWords(meWords)
  const { message } = App.useApp()
  const [shownAt] = useState(() => new Date().toISOString())
  const [agreed, setAgreed] = useState(false)
  const asked = useAsked(readConsentText, {})
  const giving = useDo(giveConsent, [readOwnRecord])
  const give = () => {
    if (asked.data === undefined) return
    const { version, sha256 } = asked.data
    const { staffId } = record.staff
    giving.mutate(
      { params: { staffId }, body: { textVersion: version, textSha256: sha256, shownAt, how: 'ownAccount' } },
      {
        onSuccess: () => {
          void message.success(words.given)
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      width={720}
      title={words.consent}
      okText={words.give}
      okButtonProps={{ disabled: !agreed || asked.data === undefined }}
      confirmLoading={giving.isPending}
      onOk={give}
      onCancel={onClose}
    >
      <Answered asked={asked}>{(text) => <ConsentText text={text} name={record.staff.name} />}</Answered>
      <Checkbox checked={agreed} onChange={({ target }) => setAgreed(target.checked)}>
        {words.agree}
      </Checkbox>
    </Modal>
  )
}
