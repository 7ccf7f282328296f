/** A made-up id, the same each time. */
export const idOf = (room: number, n: number): string =>
  `01890000-0000-7000-8${String(room).padStart(3, '0')}-${String(n).padStart(12, '0')}`
