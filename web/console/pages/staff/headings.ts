import { Refused } from '../../../shared/ask.ts'

/** Whether a staff file was refused because its first row does not name the columns. */
export const lacksHeadings = (failure: unknown): boolean =>
  failure instanceof Refused && Array.isArray(failure.detail) && failure.detail.includes('headings')
