import { App, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import {
  giveConsent,
  listConsents,
  listStaff,
  readConsentText,
  type StaffRow,
} from '../../../../src/contract/routes/people.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { PrinterIcon } from '../../parts/icons.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { staffWords } from './words.ts'

/** The text of the consent, to be printed and signed; then the clerk records that the paper was signed. */
export function PaperConsent({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const words = useWords(staffWords)
  const common = useWords(commonWords)
  const { message } = App.useApp()
  const [shownAt] = useState(() => new Date().toISOString())
  const [signed, setSigned] = useState(false)
  const asked = useAsked(readConsentText, {})
  const giving = useDo(giveConsent, [listConsents, listStaff])
  const record = () => {
    if (asked.data === undefined) return
    const { version, sha256 } = asked.data
    giving.mutate(
      {
        params: { staffId: person.staffId },
        body: { textVersion: version, textSha256: sha256, shownAt, how: 'paper' },
      },
      {
        onSuccess: () => {
          void message.success(words.consentRecorded)
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      width={720}
      title={`${words.consentTitle} · ${person.name}`}
      okText={words.consentRecord}
      okButtonProps={{ disabled: !signed || asked.data === undefined }}
      confirmLoading={giving.isPending}
      onOk={record}
      onCancel={onClose}
    >
      <Answered asked={asked}>{(text) => <ConsentText text={text} name={person.name} />}</Answered>
      <Button icon={<PrinterIcon />} className="apart-below" onClick={() => print()}>
        {common.print}
      </Button>
      <div>
        <Checkbox checked={signed} onChange={({ target }) => setSigned(target.checked)}>
          {words.consentPaper}
        </Checkbox>
      </div>
    </Modal>
  )
}

interface TextProps {
  readonly text: { readonly version: string; readonly zh: string; readonly en: string }
  readonly name: string
}

/** On screen in a box to scroll; on paper with a line to sign. */
export function ConsentText({ text, name }: TextProps) {
  const words = useWords(staffWords)
  const { language } = useLanguage()
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="consent-text" tabIndex={0} aria-label={words.consentTitle}>
        {text[language]}
        <p className="soft small">{words.consentVersion(text.version)}</p>
      </section>
      {createPortal(
        <div className="paper" aria-hidden="true">
          <h1>{words.consentTitle}</h1>
          <p className="consent-print">{text[language]}</p>
          <p>{words.consentVersion(text.version)}</p>
          <p>
            {words.name}：{name}
          </p>
          <p>{words.sign}</p>
        </div>,
        document.body,
      )}
    </>
  )
}
