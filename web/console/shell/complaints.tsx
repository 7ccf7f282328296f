import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Contact } from '../../../src/contract/people.ts'
import { useWords } from '../language.tsx'
import { CommentIcon } from '../parts/icons.tsx'
import { shellWords } from './shellWords.ts'

/** Where staff can turn to above the head of their unit; on every page. */
export function Complaints({ contact }: { contact: Contact }) {
  const words = useWords(shellWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<CommentIcon />} onClick={() => setOpen(true)} className="complaints" aria-label={words.complaints}>
        {words.complaints}
      </Button>
      <Modal open={open} footer={null} title={words.complaints} onCancel={() => setOpen(false)}>
        <p>{words.complaintsLead}</p>
        <dl className="facts">
          <dt>{words.complaintsWho}</dt>
          <dd>{contact.name}</dd>
          <dt>{words.complaintsPhone}</dt>
          <dd>
            <a className="phone" href={`tel:${contact.phone}`}>
              {contact.phone}
            </a>
          </dd>
        </dl>
        <p className="soft">{words.complaintsPromise}</p>
      </Modal>
    </>
  )
}
