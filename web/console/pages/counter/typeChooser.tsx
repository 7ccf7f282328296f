import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { useWords } from '../../language.tsx'
import { SearchIcon } from '../../parts/icons.tsx'
import { Nothing } from '../../parts/page.tsx'
import { findTypes } from './find.ts'
import type { TypeAtCounter } from './taking.ts'
import { counterWords } from './words.ts'

interface Props {
  readonly types: readonly TypeAtCounter[]
  readonly recent: readonly string[]
  readonly onChosen: (type: TypeAtCounter) => void
}

const shown = 30

/** Finds a type while one types; Enter takes the first. */
export function TypeChooser({ types, recent, onChosen }: Props) {
  const words = useWords(counterWords)
  const [typed, setTyped] = useState('')
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus(), [])
  const found = findTypes(types, typed, recent)
  const [first] = found
  const isEmpty = typed.trim() === ''
  const lately = isEmpty ? found.filter((it) => recent.includes(it.typeId)) : []
  const others = isEmpty ? found.filter((it) => !recent.includes(it.typeId)) : found
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
          if (first && !isEmpty) onChosen(first)
        }}
      />
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

/** Nobody is turned away for his kind: what fits nothing is taken as the type of everything else. */
function None({ types, onChosen }: Omit<Props, 'recent'>) {
  const words = useWords(counterWords)
  const other = types.filter((it) => it.code === otherTypeCode)
  return (
    <>
      <Nothing title={words.noneFound} next={words.noneFoundNext} />
      <Choices types={other} onChosen={onChosen} />
    </>
  )
}

interface ChoicesProps extends Omit<Props, 'recent'> {
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
