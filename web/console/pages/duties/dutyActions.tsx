import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import {
  type Duty,
  fillDuties,
  importDuties,
  keepDuty,
  listDuties,
  listGaps,
} from '../../../../src/contract/routes/duties.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import type { Second } from '../../../../src/contract/second.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { addDays } from '../../../../src/kit/time.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { CopyIcon, PlusIcon, UploadIcon } from '../../parts/icons.tsx'
import { useSaySecond } from '../../parts/second.tsx'
import { useMay } from '../../session.ts'
import { DutyDrawer } from './dutyDrawer.tsx'
import { DutyImport } from './dutyImport.tsx'
import { FillDrawer } from './fillDrawer.tsx'
import { usualClocks, type View, weekLater } from './week.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly span: { readonly from: string; readonly to: string }
  readonly view: View
  readonly today: string
}

/** Adding duties: one, a week like the last, people in turn, or a file. */
export function DutyActions({ siteId, span, view, today }: Props) {
  const words = useWords(dutiesWords)
  const may = useMay()
  const [open, setOpen] = useState<'one' | 'file' | 'fill'>()
  if (!may(keepDuty)) return null

  const day = today > span.from && today <= span.to ? today : span.from
  const [from, to] = usualClocks.morning
  const close = () => setOpen(undefined)
  return (
    <div className="actions push">
      {view === 'week' && <CopyWeek siteId={siteId} monday={span.from} />}
      {may(fillDuties) && <Button onClick={() => setOpen('fill')}>{words.fill}</Button>}
      {may(importDuties) && (
        <Button icon={<UploadIcon />} onClick={() => setOpen('file')}>
          {words.import}
        </Button>
      )}
      <Button type="primary" icon={<PlusIcon />} onClick={() => setOpen('one')}>
        {words.add}
      </Button>
      {open === 'one' && <DutyDrawer draft={{ siteId, day, from, to }} onClose={close} />}
      {open === 'file' && <DutyImport onClose={close} />}
      {open === 'fill' && (
        <FillDrawer siteId={siteId} from={day} to={span.to > day ? span.to : addDays(day, 6)} onClose={close} />
      )}
    </div>
  )
}

function CopyWeek({ siteId, monday }: { siteId: string; monday: string }) {
  const words = useWords(dutiesWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const say = useSaySecond()
  const answers = useQueryClient()
  const [busy, setBusy] = useState(false)
  const copy = async () => {
    setBusy(true)
    try {
      const query = { siteId, from: addDays(monday, -7), to: addDays(monday, -1) }
      const { duties } = await ask(listDuties, { query })
      const { refused, seconds } = await keepWeekLater(duties)
      void (duties.length === 0
        ? message.info(words.nothingToCopy)
        : message.success(words.copied(duties.length - refused, refused)))
      if (seconds.some((it) => it.state !== 'notNeeded')) say(seconds, '')
    } catch (failure) {
      void message.error(sentenceFor(failure, language))
    } finally {
      setBusy(false)
      for (const { name } of [listDuties, listGaps, listProposals]) void answers.invalidateQueries({ queryKey: [name] })
    }
  }
  return (
    <Button icon={<CopyIcon />} loading={busy} onClick={() => void copy()}>
      {words.copyWeek}
    </Button>
  )
}

/** Keeps each duty again a week later; answers how many were refused (an overlap, somebody who left), and what waits. */
async function keepWeekLater(duties: readonly Duty[]): Promise<{ refused: number; seconds: Second[] }> {
  let refused = 0
  const seconds: Second[] = []
  for (const duty of duties) {
    try {
      seconds.push((await ask(keepDuty, { params: { dutyId: newId() }, body: weekLater(duty) })).second)
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure
      refused += 1
    }
  }
  return { refused, seconds }
}
