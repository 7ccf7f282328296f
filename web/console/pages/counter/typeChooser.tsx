import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { useWords } from '../../language.tsx'
import { SearchIcon } from '../../parts/icons.tsx'
import { Nothing } from '../../parts/page.tsx'
import { findTypes } from './find.ts'
import { type Heard, HeardField } from './heard.tsx'
import { suggestType } from './suggest.ts'
import type { TypeAtCounter } from './taking.ts'
import { counterWords } from './words.ts'

interface Props {
  readonly types: readonly TypeAtCounter[]
  readonly recent: readonly string[]
  /** What the citizen had said before. */
  readonly said: string
  readonly onChosen: (type: TypeAtCounter, heard: Heard) => void
}

const shown = 30

/** Finds a type while one types; Enter takes the first. */
export function TypeChooser({ types, recent, said: first, onChosen: onHeard }: Props) {
  const words = useWords(counterWords)
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState(first)
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus(), [])
  const found = findTypes(types, typed, recent)
  const isEmpty = typed.trim() === ''
  const lately = isEmpty ? found.filter((it) => recent.includes(it.typeId)) : []
  const others = isEmpty ? found.filter((it) => !recent.includes(it.typeId)) : found
  const onChosen = (type: TypeAtCounter) =>
    onHeard(type, { description: said, suggestedTypeId: suggestType(types, said)?.type.typeId })
  if (types.length === 0) return <Nothing title={words.noTypes} />
  return (
    <section className="sheet">
      <Input
        ref={input}
        type="search"
        size="large"
        prefix={<SearchIcon />}
        aria-label={words.find}
        placeholder={words.find}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={(press) => {
          // The rest of this very key would arrive in the form, and send it empty.
          press.preventDefault()
          if (found[0] && !isEmpty) onChosen(found[0])
        }}
      />
      <HeardField {...{ types, said, onChosen }} onSaid={setSaid} />
      <p className="hidden" role="status">
        {isEmpty ? '' : words.found(found.length)}
      </p>
      {lately.length > 0 && <Choices title={words.recent} types={lately} onChosen={onChosen} />}
      {others.length > 0 && (
        <Choices title={isEmpty ? words.allTypes : undefined} types={others.slice(0, shown)} onChosen={onChosen} />
      )}
      {found.length === 0 && <None types={types} onChosen={onChosen} />}
    </section>
  )
}

interface Choosing {
  readonly types: readonly TypeAtCounter[]
  readonly onChosen: (type: TypeAtCounter) => void
}

/** Nobody is turned away for his kind: what fits nothing is taken as the type of everything else. */
function None({ types, onChosen }: Choosing) {
  const words = useWords(counterWords)
  const other = types.filter((it) => it.code === otherTypeCode)
  return (
    <>
      <Nothing title={words.noneFound} next={words.noneFoundNext} />
      <Choices types={other} onChosen={onChosen} />
    </>
  )
}

interface ChoicesProps extends Choosing {
  readonly title?: string | undefined
}

function Choices({ title, types, onChosen }: ChoicesProps) {
  return (
    <>
      {title && <h2 className="type-heading">{title}</h2>}
      <ul className="type-choices">
        {types.map((it) => (
          <li key={it.typeId}>
            <button type="button" onClick={() => onChosen(it)}>
              <strong>{it.name}</strong>
              <small>{it.group}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
