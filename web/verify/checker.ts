/** All that computes (signatures, hashes, receipts), in a file of its own that is loaded when there is something to check. */
import type { Checker } from './checking.ts'
import { judge, keysOf } from './judge.ts'
import { hasGrown, headOf } from './signedHeads.ts'

const checker: Checker = { judge, keysOf, headOf, hasGrown }

// By a name and not by an export: in the page that was saved as one file there is nothing to import from.
Object.assign(globalThis, { zaigangChecker: checker })
