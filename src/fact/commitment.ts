import { createHash } from 'node:crypto'
import { canonical } from '../kit/canonical.ts'
import type { Fact } from './fact.ts'

/** SHA-256 over the 32-byte salt and the canonical fact: tells nothing without the salt, and everything with it. */
export const commitmentOf = (fact: Fact, salt: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(salt).update(canonical(fact)).digest())
