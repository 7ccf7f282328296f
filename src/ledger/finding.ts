/** Something in a log that is not as it must be. */
export type Finding =
  /** A file that is missing, or not what the entries make of it. */
  | { readonly kind: 'tile'; readonly path: string; readonly why: 'missing' | 'differs' | 'unreadable' }
  /** The entries do not lead to the root that was signed. */
  | { readonly kind: 'root'; readonly size: number }
  /** The log is smaller than it was. */
  | { readonly kind: 'shrunk'; readonly was: number; readonly is: number }
  /** Up to the size it had, it is another log now. */
  | { readonly kind: 'rewritten'; readonly size: number }
  | { readonly kind: 'entry'; readonly index: number }
  /** A device's numbers leave some out, or give one again. */
  | {
      readonly kind: 'gap'
      readonly device: string
      readonly after: number
      readonly found: number
      readonly index: number
    }
  | { readonly kind: 'doubled'; readonly device: string; readonly number: number; readonly index: number }
