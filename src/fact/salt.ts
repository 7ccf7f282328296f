import { randomFillSync } from 'node:crypto'

const saltBytes = 32
const pool = Buffer.alloc(saltBytes * 256)
let used = pool.length

/** 32 bytes that nobody had before. The generator of the system is asked for 256 salts at a time: each ask has its price. */
export function freshSalt(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const salt = Uint8Array.from(pool.subarray(used, used + saltBytes))
  // What was given out is gone from here: an erased salt must not be found again.
  pool.fill(0, used, used + saltBytes)
  used += saltBytes
  return salt
}
