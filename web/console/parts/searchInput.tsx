import { Input } from 'antd'
import { SearchIcon } from './icons.tsx'

/** Narrows a list while one types. */
export function SearchInput({ label, onText }: { label: string; onText: (text: string) => void }) {
  return (
    <Input
      type="search"
      className="filter-wide"
      prefix={<SearchIcon />}
      aria-label={label}
      placeholder={label}
      onChange={({ target }) => onText(target.value)}
    />
  )
}
