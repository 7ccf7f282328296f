import { Button, Input } from 'antd'
import { useWords } from '../../language.tsx'
import { type Suggested, suggestType } from './suggest.ts'
import type { TypeAtCounter } from './taking.ts'
import { counterWords } from './words.ts'

/** What the citizen said, and the kind the page suggested by it when one was chosen. */
export interface Heard {
  readonly description: string
  readonly suggestedTypeId: string | undefined
}

interface Props {
  readonly types: readonly TypeAtCounter[]
  readonly said: string
  readonly onSaid: (said: string) => void
  readonly onChosen: (type: TypeAtCounter) => void
}

/** Where the citizen's own words are typed; by them the page may suggest one kind, in a quiet line. */
export function HeardField({ types, said, onSaid, onChosen }: Props) {
  const words = useWords(counterWords)
  const suggested = suggestType(types, said)
  return (
    <div className="heard">
      <Input.TextArea
        aria-label={words.said}
        placeholder={words.said}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={4000}
        autoComplete="off"
        value={said}
        onChange={({ target }) => onSaid(target.value)}
      />
      <div role="status">{suggested && <SuggestionLine suggested={suggested} onChosen={onChosen} />}</div>
    </div>
  )
}

interface LineProps extends Pick<Props, 'onChosen'> {
  readonly suggested: Suggested<TypeAtCounter>
}

function SuggestionLine({ suggested: { type, because }, onChosen }: LineProps) {
  const words = useWords(counterWords)
  return (
    <p className="suggestion soft">
      {words.suggested(type.name, because)} <Button onClick={() => onChosen(type)}>{words.takeSuggested}</Button>
    </p>
  )
}
