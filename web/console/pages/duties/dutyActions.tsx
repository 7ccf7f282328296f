import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { type Duty, importDuties, keepDuty, listDuties } from '../../../../src/contract/routes/duties.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { addDays } from '../../../../src/kit/time.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { CopyIcon, PlusIcon, UploadIcon } from '../../parts/icons.tsx'
import { useMay } from '../../session.ts'
import { DutyDrawer } from './dutyDrawer.tsx'
import { DutyImport } from './dutyImport.tsx'
import { usualClocks, weekLater } from './week.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly monday: string
  readonly today: string
}

/** Adding duties: one, a week like the last, or a file. */
export function DutyActions({ siteId, monday, today }: Props) {
  const words = useWords(dutiesWords)
  const may = useMay()
  const [open, setOpen] = useState<'one' | 'file'>()
  if (!may(keepDuty)) return null

  const day = today > monday && today <= addDays(monday, 6) ? today : monday
  const [from, to] = usualClocks.morning
  return (
    <div className="actions push">
      <CopyWeek siteId={siteId} monday={monday} />
      {may(importDuties) && (
        <Button icon={<UploadIcon />} onClick={() => setOpen('file')}>
          {words.import}
        </Button>
      )}
      <Button type="primary" icon={<PlusIcon />} onClick={() => setOpen('one')}>
        {words.add}
      </Button>
      {open === 'one' && <DutyDrawer draft={{ siteId, day, from, to }} onClose={() => setOpen(undefined)} />}
      {open === 'file' && <DutyImport onClose={() => setOpen(undefined)} />}
    </div>
  )
}

function CopyWeek({ siteId, monday }: { siteId: string; monday: string }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const answers = useQueryClient()
  const [busy, setBusy] = useState(false)
  const copy = async () => {
    setBusy(true)
    try {
      const query = { siteId, from: addDays(monday, -7), to: addDays(monday, -1) }
      const { duties } = await ask(listDuties, { query })
      const refused = await keepWeekLater(duties)
      void (duties.length === 0
        ? message.info(words.nothingToCopy)
        : message.success(words.copied(duties.length - refused, refused)))
    } catch (failure) {
      void message.error(sentenceFor(failure, language))
    } finally {
      setBusy(false)
      void answers.invalidateQueries({ queryKey: [listDuties.name] })
    }
  }
  return (
    <Button icon={<CopyIcon />} loading={busy} onClick={() => void copy()}>
      {words.copyWeek}
    </Button>
  )
}

/** Keeps each duty again a week later; answers how many were refused (an overlap, somebody who left). */
async function keepWeekLater(duties: readonly Duty[]): Promise<number> {
  let refused = 0
  for (const duty of duties) {
    try {
      await ask(keepDuty, { params: { dutyId: newId() }, body: weekLater(duty) })
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure
      refused += 1
    }
  }
  return refused
}
