import { Button } from 'antd'
import { useWords } from '../../language.tsx'
import { DeleteIcon } from '../../parts/icons.tsx'
import { matterTypesWords } from './words.ts'

interface Props {
  /** The row, as those hear it who do not see it. */
  readonly label: string
  readonly at: number
  readonly count: number
  readonly least: number
  readonly move: (from: number, to: number) => void
  readonly remove: (at: number) => void
}

/** Moves a row up or down, or takes it out. */
export function RowActions({ label, at, count, least, move, remove }: Props) {
  const words = useWords(matterTypesWords)
  return (
    <div className="actions">
      <Button size="small" disabled={at === 0} aria-label={words.of(words.up, label)} onClick={() => move(at, at - 1)}>
        ↑
      </Button>
      <Button
        size="small"
        disabled={at === count - 1}
        aria-label={words.of(words.down, label)}
        onClick={() => move(at, at + 1)}
      >
        ↓
      </Button>
      <Button
        size="small"
        type="text"
        danger
        disabled={count <= least}
        icon={<DeleteIcon />}
        aria-label={words.of(words.remove, label)}
        onClick={() => remove(at)}
      />
    </div>
  )
}
