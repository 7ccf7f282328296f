import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepCounty, keepUnit, readTree } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { byName } from '../../parts/names.ts'
import { Nothing, Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { CountyDrawer } from './countyDrawer.tsx'
import { SitePanel } from './sitePanel.tsx'
import { growTree, pruneTree } from './tree.ts'
import { TreeList } from './treeList.tsx'
import { UnitDrawer } from './unitDrawer.tsx'
import { UnitPanel } from './unitPanel.tsx'
import { unitsWords } from './words.ts'

/** The tree of the county and what hangs on it. */
export default function UnitsPage() {
  const words = useWords(unitsWords)
  const may = useMay()
  const asked = useAsked(readTree, {})
  const [open, setOpen] = useState<'county' | 'unit'>()
  const close = () => setOpen(undefined)
  const actions = (
    <>
      {may(keepCounty) && <Button onClick={() => setOpen('county')}>{words.editCounty}</Button>}
      {may(keepUnit) && (
        <Button type="primary" icon={<PlusIcon />} onClick={() => setOpen('unit')}>
          {words.addTop}
        </Button>
      )}
    </>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      <Answered asked={asked}>{(tree) => <TreeAndPanel tree={tree} />}</Answered>
      {open === 'county' && <CountyDrawer onClose={close} />}
      {open === 'unit' && <UnitDrawer parentId={null} onClose={close} />}
    </Page>
  )
}

function TreeAndPanel({ tree }: { tree: OutputOf<typeof readTree> }) {
  const words = useWords(unitsWords)
  const [wanted, setWanted] = useState('')
  const [search, setSearch] = useSearchParams()
  const at = search.get('at') ?? tree.units.find((it) => it.parentId === null)?.unitId ?? tree.sites[0]?.siteId
  const branches = pruneTree(growTree(tree.units.toSorted(byName), tree.sites.toSorted(byName)), wanted.trim())
  const unit = tree.units.find((it) => it.unitId === at)
  const site = tree.sites.find((it) => it.siteId === at)
  return (
    <div className="tree-and-panel">
      <section className="sheet">
        <Input
          allowClear
          aria-label={words.find}
          placeholder={words.find}
          onChange={(event) => setWanted(event.target.value)}
        />
        <TreeList branches={branches} at={at} choose={(id) => setSearch({ at: id })} />
      </section>
      <div>
        {unit && <UnitPanel key={unit.unitId} unit={unit} tree={tree} choose={(id) => setSearch({ at: id })} />}
        {site && <SitePanel key={site.siteId} site={site} />}
        {!unit && !site && <Nothing title={words.choose} />}
      </div>
    </div>
  )
}
