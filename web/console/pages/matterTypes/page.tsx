import './matterTypes.css'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { recomputeClocks } from '../../../../src/contract/routes/matters.ts'
import {
  importMatterTypes,
  keepMatterType,
  listMatterTypes,
  listWorkingHours,
  saveMatterTypes,
} from '../../../../src/contract/routes/matterTypes.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { DownloadIcon, PlusIcon, UploadIcon } from '../../parts/icons.tsx'
import { Nothing, Page } from '../../parts/page.tsx'
import { AwaitedHere } from '../../parts/second.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { HoursSheet } from './hoursSheet.tsx'
import { ImportModal } from './importModal.tsx'
import type { Opened } from './opened.ts'
import { Recompute } from './recompute.tsx'
import { TypeDrawer } from './typeDrawer.tsx'
import { TypeList } from './typeList.tsx'
import { Versions } from './versions.tsx'
import { matterTypesWords } from './words.ts'

/** The kinds of matter the county defines, and the working hours their limits are counted in. */
export default function MatterTypesPage() {
  const words = useWords(matterTypesWords)
  const may = useMay()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  return (
    <Page title={words.title} lead={words.lead} actions={<Actions open={setOpened} />}>
      {!may(keepMatterType) && <p className="hint">{words.readOnly}</p>}
      <AwaitedHere group="matter" />
      <Tabs
        items={[
          { key: 'types', label: words.title, children: <Types open={setOpened} /> },
          ...(may(listWorkingHours) ? [{ key: 'hours', label: words.hours.title, children: <HoursSheet /> }] : []),
          ...(may(recomputeClocks)
            ? [{ key: 'recompute', label: words.recompute.title, children: <Recompute /> }]
            : []),
        ]}
      />
      {opened?.kind === 'draft' && <TypeDrawer draft={opened.draft} onClose={close} />}
      {opened?.kind === 'versions' && <Versions typeId={opened.typeId} name={opened.name} onClose={close} />}
      {opened?.kind === 'import' && <ImportModal onClose={close} />}
    </Page>
  )
}

function Types({ open }: { open: (opened: Opened) => void }) {
  const words = useWords(matterTypesWords)
  const asked = useAsked(listMatterTypes, {})
  return (
    <Answered asked={asked}>
      {(types) => (
        <>
          {types.every((it) => it.code === otherTypeCode) && (
            <Nothing title={words.onlyOther} next={words.onlyOtherNext} />
          )}
          <TypeList types={types} open={open} />
        </>
      )}
    </Answered>
  )
}

function Actions({ open }: { open: (opened: Opened) => void }) {
  const words = useWords(matterTypesWords)
  const may = useMay()
  const { language } = useLanguage()
  return (
    <>
      {may(saveMatterTypes) && (
        <Button icon={<DownloadIcon />} href={addressOf(saveMatterTypes, { query: { language } })}>
          {words.export}
        </Button>
      )}
      {may(importMatterTypes) && (
        <Button icon={<UploadIcon />} onClick={() => open({ kind: 'import' })}>
          {words.import}
        </Button>
      )}
      {may(keepMatterType) && (
        <Button type="primary" icon={<PlusIcon />} onClick={() => open({ kind: 'draft', draft: { kind: 'new' } })}>
          {words.add}
        </Button>
      )}
    </>
  )
}
