import type { Iso } from '../kit/time.ts'
import type { Hash } from '../kit/tlog/hash.ts'
import type { Proof } from '../kit/tlog/proof.ts'

/** The county's log as the rest of the house sees it. */
export interface Log {
  readonly origin: string
  /** How many entries the newest published checkpoint covers. */
  size(): number
  /** Size and root (base64) of the newest published checkpoint; null before the first. */
  head(): { readonly size: number; readonly root: string } | null
  /** The newest published checkpoint with its cosignatures, as served. */
  checkpoint(): string
  /** The log's and the witnesses' keys and the quorum, as a C2SP tlog-policy file. */
  policy(): string
  /** That an entry is in the newest published tree. Throws RangeError when it is not yet. */
  prove(index: number): Promise<Proof>
  /** That the newest published tree begins with the one of this size. */
  proveGrowth(older: number): Promise<Hash[]>
  /** A signed promise that this entry will be in the log at this place, at the latest in `longestDelayMs`. */
  promise(entry: Uint8Array, index: number, now: Iso): string
}

/** Where the rest of the house asks for the log. */
export interface LogDesk {
  /** Nothing before the county is set up. */
  find(): Log | undefined
}

/** Where there is no log: while a demonstration is made up. */
export const noLog: LogDesk = { find: () => undefined }

/** Within what time an entry that was promised must be in a published checkpoint. */
export const longestDelayMs = 10 * 60_000
