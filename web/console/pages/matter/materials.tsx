import type { MatterView } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { Sheet } from '../../parts/page.tsx'
import { isHeldElsewhere, materialsOf } from './reading.ts'
import { matterWords } from './words.ts'

const marks = { brought: ['✓', 'tag-jade'], missing: ['!', 'tag-amber'], notBrought: ['○', 'tag-grey'] } as const

/** What the type asks for: there, told to be missing, or neither. */
export function Materials({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const held = isHeldElsewhere(matter)
  const rows = materialsOf(matter).filter((it) => !held || it.state !== 'notBrought')
  return (
    <Sheet title={words.materials}>
      {held && <p className="soft">{words.heldElsewhere}</p>}
      {rows.length === 0 && !held && <p className="soft">{words.noMaterials}</p>}
      <ul className="rows">
        {rows.map(({ key, name, how, state }) => (
          <li key={key}>
            <div className="grow">
              {name}
              {how !== '' && <small className="soft material-how">{how}</small>}
            </div>
            <MarkedTag mark={marks[state][0]} tone={marks[state][1]} word={words[state]} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
