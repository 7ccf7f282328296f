import { Button } from 'antd'
import { useState } from 'react'
import {
  exportStaff,
  keepStaff,
  listStaff,
  previewImport,
  type StaffRow,
  setPin,
} from '../../../../src/contract/routes/people.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { DownloadIcon, KeyIcon, PlusIcon, UploadIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay, useSession } from '../../session.ts'
import { ImportModal } from './importModal.tsx'
import { pinlessOf } from './pinBatch.ts'
import { PinBatchModal } from './pinBatchModal.tsx'
import { StaffDrawer } from './staffDrawer.tsx'
import { StaffTable } from './staffTable.tsx'
import { staffWords } from './words.ts'

/** Everybody who works at a site. */
export default function StaffPage() {
  const words = useWords(staffWords)
  const asked = useAsked(listStaff, {})
  const [open, setOpen] = useState<{ staffId: string | null }>()
  const [importing, setImporting] = useState(false)
  const [giving, setGiving] = useState<readonly StaffRow[]>()
  const account = useSession()?.account ?? null
  const pinless = pinlessOf(asked.data ?? [], account, useNames().units)
  const actions = (
    <Actions
      pinless={pinless.length}
      onPins={() => setGiving(pinless)}
      onAdd={() => setOpen({ staffId: null })}
      onImport={() => setImporting(true)}
    />
  )
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      <Answered asked={asked}>
        {(staff) => (
          <>
            <List staff={staff} open={(staffId) => setOpen({ staffId })} />
            {open && (
              <StaffDrawer
                key={open.staffId}
                person={staff.find((it) => it.staffId === open.staffId)}
                onClose={() => setOpen(undefined)}
              />
            )}
          </>
        )}
      </Answered>
      {importing && <ImportModal onClose={() => setImporting(false)} />}
      {giving && <PinBatchModal people={giving} onClose={() => setGiving(undefined)} />}
    </Page>
  )
}

function List({ staff, open }: { staff: readonly StaffRow[]; open: (staffId: string) => void }) {
  const words = useWords(staffWords)
  const mayFill = useMay()(previewImport)
  if (staff.length === 0) return <Nothing title={words.none} next={mayFill ? words.noneNext : words.noneByOthers} />
  return <StaffTable staff={staff} open={open} />
}

interface Acts {
  readonly pinless: number
  readonly onPins: () => void
  readonly onAdd: () => void
  readonly onImport: () => void
}

function Actions({ pinless, onPins, onAdd, onImport }: Acts) {
  const words = useWords(staffWords)
  const may = useMay()
  return (
    <>
      {may(exportStaff) && (
        <>
          <Button icon={<DownloadIcon />} href={addressOf(exportStaff, { query: { format: 'xlsx' } })}>
            {words.exportXlsx}
          </Button>
          <Button href={addressOf(exportStaff, { query: { format: 'csv' } })}>{words.exportCsv}</Button>
        </>
      )}
      {may(setPin) && pinless > 0 && (
        <Button icon={<KeyIcon />} onClick={onPins}>
          {words.pins.open(pinless)}
        </Button>
      )}
      {may(previewImport) && (
        <Button icon={<UploadIcon />} onClick={onImport}>
          {words.import}
        </Button>
      )}
      {may(keepStaff) && (
        <Button type="primary" icon={<PlusIcon />} onClick={onAdd}>
          {words.add}
        </Button>
      )}
    </>
  )
}
