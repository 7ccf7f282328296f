/** A cell as text. `trouble` where the text is not what was meant. */
export interface Cell {
  readonly text: string
  readonly trouble?: 'formula' | 'error' | 'longNumber'
}

/** A row that is not empty, with its number in the file, from 1. */
export interface GridRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

/** Rows beyond which a file is refused, and columns beyond which nothing is read. */
export const mostRows = 20_000
export const mostColumns = 60
