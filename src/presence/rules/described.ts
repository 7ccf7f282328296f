/** What a description of one frame said: of its likeness to the first of its attempt, and of whom it shows. */
export interface Described {
  readonly frameAt: number
  readonly sameAsTrack: number
  readonly person: string | null
  readonly toTemplate?: number
  readonly toEarlier?: number
  readonly replayed?: number
}
