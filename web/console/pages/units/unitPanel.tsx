import { Button } from 'antd'
import { useState } from 'react'
import type { Unit } from '../../../../src/contract/people.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepSite, keepUnit, type readTree } from '../../../../src/contract/routes/people.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { SiteDrawer } from './siteDrawer.tsx'
import { UnitDrawer } from './unitDrawer.tsx'
import { unitsWords } from './words.ts'

interface Props {
  readonly unit: Unit
  readonly tree: OutputOf<typeof readTree>
  readonly choose: (id: string) => void
}

/** One unit: what it is, what hangs below it, what can be added. */
export function UnitPanel({ unit, tree, choose }: Props) {
  const words = useWords(unitsWords)
  const common = useWords(commonWords)
  const may = useMay()
  const [open, setOpen] = useState<'edit' | 'unit' | 'site'>()
  const close = () => setOpen(undefined)
  const units = tree.units.filter((it) => it.parentId === unit.unitId)
  const sites = tree.sites.filter((it) => it.unitId === unit.unitId)
  return (
    <Sheet title={unit.name} extra={may(keepUnit) && <Button onClick={() => setOpen('edit')}>{common.edit}</Button>}>
      <dl className="facts">
        <dt>{words.kind}</dt>
        <dd>{words.kinds[unit.kind]}</dd>
        <dt>{words.unitsBelow}</dt>
        <dd>
          <Chips items={units.map((it) => [it.unitId, it.name])} choose={choose} />
        </dd>
        <dt>{words.sitesBelow}</dt>
        <dd>
          <Chips items={sites.map((it) => [it.siteId, it.name])} choose={choose} />
        </dd>
      </dl>
      <div className="actions">
        {may(keepUnit) && <Button onClick={() => setOpen('unit')}>{words.addUnit}</Button>}
        {may(keepSite) && <Button onClick={() => setOpen('site')}>{words.addSite}</Button>}
      </div>
      {open === 'edit' && <UnitDrawer unit={unit} parentId={unit.parentId} onClose={close} />}
      {open === 'unit' && <UnitDrawer parentId={unit.unitId} onClose={close} />}
      {open === 'site' && <SiteDrawer unitId={unit.unitId} onClose={close} />}
    </Sheet>
  )
}

function Chips({ items, choose }: { items: readonly (readonly [string, string])[]; choose: (id: string) => void }) {
  const words = useWords(unitsWords)
  if (items.length === 0) return words.none
  return (
    <div className="actions">
      {items.map(([id, name]) => (
        <Button key={id} size="small" onClick={() => choose(id)}>
          {name}
        </Button>
      ))}
    </div>
  )
}
