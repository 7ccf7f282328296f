/** The version of the program, as stations state it. */
export const version = '0.1.0'

/** What nobody foresaw: said to the operator, never to a page. */
export function reportSurprise(failure: unknown): void {
  process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`)
}
