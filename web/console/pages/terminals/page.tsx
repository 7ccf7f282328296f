import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepTerminal, listTerminals, type TerminalRow } from '../../../../src/contract/routes/terminals.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { FileModal } from './fileModal.tsx'
import { TerminalCard } from './terminalCard.tsx'
import { TerminalDrawer } from './terminalDrawer.tsx'
import { terminalsWords } from './words.ts'

type Open =
  | { readonly kind: 'new'; readonly serial: string; readonly siteId?: string }
  | { readonly kind: 'change' | 'file'; readonly terminal: TerminalRow }

/** Attendance terminals of other makers: which are listened to, and how much of what they hold is here. */
export default function TerminalsPage() {
  const words = useWords(terminalsWords)
  const may = useMay()
  const names = useNames()
  const asked = useAsked(listTerminals, {}, { refetchInterval: 60_000 })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const add = may(keepTerminal) && (
    <Button type="primary" onClick={() => setOpen({ kind: 'new', serial: '' })}>
      {words.add}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={add}>
      <Answered asked={asked}>
        {({ terminals, strangers }) => (
          <>
            {terminals.length === 0 && <Nothing title={words.none} next={words.noneNext} />}
            <ul className="site-cards device-cards">
              {terminals.map((it) => (
                <TerminalCard
                  key={it.serial}
                  terminal={it}
                  siteName={names.site(it.siteId)}
                  onChange={() => setOpen({ kind: 'change', terminal: it })}
                  onFile={() => setOpen({ kind: 'file', terminal: it })}
                />
              ))}
            </ul>
            <Strangers all={strangers} onAdd={({ serial, siteId }) => setOpen({ kind: 'new', serial, siteId })} />
          </>
        )}
      </Answered>
      {open?.kind === 'new' && <TerminalDrawer serial={open.serial} siteId={open.siteId} onClose={close} />}
      {open?.kind === 'change' && <TerminalDrawer terminal={open.terminal} onClose={close} />}
      {open?.kind === 'file' && <FileModal terminal={open.terminal} onClose={close} />}
    </Page>
  )
}

type Stranger = OutputOf<typeof listTerminals>['strangers'][number]

function Strangers({ all, onAdd }: { all: readonly Stranger[]; onAdd: (one: Stranger) => void }) {
  const words = useWords(terminalsWords)
  const may = useMay()
  if (all.length === 0) return null
  return (
    <Sheet title={words.strangers}>
      <p className="soft">{words.strangersWhy}</p>
      {all.map((it) => (
        <div key={it.serial} className="station">
          <span className="grow">
            <strong>{it.serial}</strong>{' '}
            <span className="soft numbers">
              {it.address} · {stampOf(it.at)}
            </span>
          </span>
          {may(keepTerminal) && (
            <Button size="small" onClick={() => onAdd(it)}>
              {words.add}
            </Button>
          )}
        </div>
      ))}
    </Sheet>
  )
}
