import { useState } from 'react'
import { useWords } from '../../language.tsx'
import { CaretDownIcon, CaretRightIcon, ShopIcon } from '../../parts/icons.tsx'
import type { Branch } from './tree.ts'
import { unitsWords } from './words.ts'

interface Props {
  readonly branches: readonly Branch[]
  readonly at: string | undefined
  readonly choose: (id: string) => void
}

/** Units and sites as nested lists of buttons. */
export function TreeList({ branches, at, choose }: Props) {
  const words = useWords(unitsWords)
  return (
    <nav aria-label={words.tree} className="tree">
      <ul>
        {branches.map((it) => (
          <BranchItem key={it.unit.unitId} branch={it} at={at} choose={choose} />
        ))}
      </ul>
    </nav>
  )
}

function BranchItem({ branch, at, choose }: { branch: Branch } & Omit<Props, 'branches'>) {
  const words = useWords(unitsWords)
  const [open, setOpen] = useState(true)
  const { unit, units, sites } = branch
  const leaf = units.length + sites.length === 0
  return (
    <li>
      <div className="tree-row">
        <button
          type="button"
          className="fold"
          disabled={leaf}
          aria-expanded={open}
          aria-label={`${open ? words.fold : words.unfold} ${unit.name}`}
          onClick={() => setOpen(!open)}
        >
          {!leaf && (open ? <CaretDownIcon /> : <CaretRightIcon />)}
        </button>
        <button
          type="button"
          className="tree-name"
          aria-current={at === unit.unitId || undefined}
          onClick={() => choose(unit.unitId)}
        >
          {unit.name}
          <small>{words.kinds[unit.kind]}</small>
        </button>
      </div>
      {open && !leaf && (
        <ul>
          {sites.map((it) => (
            <li key={it.siteId} className="tree-row">
              <button
                type="button"
                className="tree-name site"
                aria-current={at === it.siteId || undefined}
                onClick={() => choose(it.siteId)}
              >
                <ShopIcon /> {it.name}
                {it.closed && <small>{words.closed}</small>}
              </button>
            </li>
          ))}
          {units.map((it) => (
            <BranchItem key={it.unit.unitId} branch={it} at={at} choose={choose} />
          ))}
        </ul>
      )}
    </li>
  )
}
