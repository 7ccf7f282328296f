import { useId } from 'react'

interface Option<T> {
  readonly value: T
  readonly label: string
  readonly more?: string
}

interface Props<T> {
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly columns: number
  readonly value?: T | null
  readonly onChange?: (value: T) => void
}

/** One of a few, as large fields a thumb cannot miss; the browser's own radio buttons beneath. */
export function BigChoice<T extends string | number>({ label, options, columns, value, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="big-choice" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      <legend className="hidden">{label}</legend>
      {options.map((it) => (
        <label key={it.value}>
          <input type="radio" name={name} checked={it.value === value} onChange={() => onChange?.(it.value)} />
          <span>
            <strong>{it.label}</strong>
            {it.more && <small>{it.more}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
