import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { concat } from './bytes.ts'

/** Bytes of one SHA-256. */
export const hashLength = 32
/** 32 bytes. */
export type Hash = Uint8Array

export const sha256 = (bytes: Uint8Array): Hash => nobleSha256(bytes)

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Hash => sha256(concat(leafPrefix, entry))

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(concat(nodePrefix, left, right))

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256(new Uint8Array())
