/** A cell of the grid: two rows for each person, column 0 is the name over both. */
export interface At {
  readonly row: number
  readonly column: number
}

/** Where a key leads within a grid of so many rows and day columns; nothing where the key moves nothing. */
export function moved(at: At, key: string, rows: number, columns: number): At | undefined {
  switch (key) {
    case 'ArrowUp':
      return inside({ ...at, row: at.row - (at.column === 0 ? 2 : 1) }, rows, columns)
    case 'ArrowDown':
      return inside({ ...at, row: at.row + (at.column === 0 ? 2 : 1) }, rows, columns)
    case 'ArrowLeft':
      return inside({ ...at, column: at.column - 1 }, rows, columns)
    case 'ArrowRight':
      return inside({ ...at, column: at.column + 1 }, rows, columns)
    case 'Home':
      return inside({ ...at, column: 0 }, rows, columns)
    case 'End':
      return inside({ ...at, column: columns }, rows, columns)
    case 'PageUp':
      return inside({ ...at, row: at.row - 20 }, rows, columns)
    case 'PageDown':
      return inside({ ...at, row: at.row + 20 }, rows, columns)
    default:
      return undefined
  }
}

function inside({ row, column }: At, rows: number, columns: number): At {
  const within = { row: Math.min(Math.max(row, 0), rows - 1), column: Math.min(Math.max(column, 0), columns) }
  return within.column === 0 ? { row: within.row - (within.row % 2), column: 0 } : within
}

/** `3.7` as written on a cell, read back. */
export function readAt(text: string | undefined): At | undefined {
  const [, row, column] = /^(\d+)\.(\d+)$/.exec(text ?? '') ?? []
  return row === undefined || column === undefined ? undefined : { row: Number(row), column: Number(column) }
}

export const writeAt = ({ row, column }: At): string => `${row}.${column}`
