/** How one case went: `wrong` says what differs, `skipped` why it was not run. */
export interface Result {
  readonly name: string
  readonly wrong: readonly string[]
  readonly skipped: string | null
  /** Asks a rule of the engine that no page of the product uses. */
  readonly unused?: boolean
}
