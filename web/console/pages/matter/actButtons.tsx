import { Button } from 'antd'
import { useState } from 'react'
import type { MatterActName, MatterView } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ActForm } from './actForm.tsx'
import { actsOf, hasEnded } from './reading.ts'
import { matterWords } from './words.ts'

const grave: readonly MatterActName[] = ['refuse', 'withdraw', 'eraseWords']

/** A button for exactly what the center lets the caller do now. */
export function Acts({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const [open, setOpen] = useState<MatterActName>()
  const acts = actsOf(matter)
  const why = hasEnded(matter) ? words.noActsEnded : words.noActs
  return (
    <Sheet title={words.acts}>
      {acts.length === 0 && <p className="soft act-none">{why}</p>}
      <div className="actions">
        {acts.map((it, n) => (
          <Button
            key={it}
            type={n === 0 ? 'primary' : 'default'}
            danger={grave.includes(it)}
            onClick={() => setOpen(it)}
          >
            {words.names[it]}
          </Button>
        ))}
      </div>
      {open && <ActForm act={open} matter={matter} onClose={() => setOpen(undefined)} />}
    </Sheet>
  )
}
