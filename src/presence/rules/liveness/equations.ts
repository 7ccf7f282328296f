/** Normal equations of `size` unknowns with `sides` right sides, row after row; the triangle below is filled in at last. */
export interface Normal {
  readonly size: number
  readonly sides: number
  readonly rows: Float64Array
}

export const openNormal = (size: number, sides: number): Normal => ({
  size,
  sides,
  rows: new Float64Array(size * (size + sides)),
})

/** Adds an equation: its terms and then its right sides. */
export function addRow({ size, sides, rows }: Normal, terms: readonly number[]): void {
  const width = size + sides
  for (let i = 0; i < size; i += 1) {
    const factor = terms[i] as number
    for (let j = i; j < width; j += 1) {
      rows[i * width + j] = (rows[i * width + j] as number) + factor * (terms[j] as number)
    }
  }
}

/** A solution for each right side, by Gauss and Jordan; nothing where the equations do not decide. */
export function solve({ size, sides, rows }: Normal): readonly (readonly number[])[] | undefined {
  const width = size + sides
  mirror(rows, size, width)
  // Positive definite, so the diagonal serves as pivots in their order.
  for (let column = 0; column < size; column += 1) {
    const pivot = rows[column * width + column] as number
    if (!(pivot > 1e-12)) return undefined
    for (let i = 0; i < size; i += 1) if (i !== column) clear(rows, width, i, column)
  }
  const solutions = Array.from({ length: sides }, (_, side) =>
    Array.from({ length: size }, (_, i) => (rows[i * width + size + side] as number) / (rows[i * width + i] as number)),
  )
  return solutions.every((solution) => solution.every(Number.isFinite)) ? solutions : undefined
}

function mirror(rows: Float64Array, size: number, width: number): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) rows[i * width + j] = rows[j * width + i] as number
  }
}

/** Takes so much of the pivot's row from another that its column is empty there. */
function clear(rows: Float64Array, width: number, row: number, column: number): void {
  const factor = (rows[row * width + column] as number) / (rows[column * width + column] as number)
  if (factor === 0) return
  for (let j = column; j < width; j += 1) {
    rows[row * width + j] = (rows[row * width + j] as number) - factor * (rows[column * width + j] as number)
  }
}
