/** The rooms that bring migrations, in the order of the sentence. */
export const rooms = [
  'fact',
  'ledger',
  'people',
  'calendar',
  'roster',
  'presence',
  'matter',
  'attendance',
  'publish',
] as const
