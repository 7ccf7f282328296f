import { sm2 } from 'sm-crypto-v2'
import { concat, fromHex, toHex, utf8 } from '../kit/tlog/bytes.ts'
import { keyTypes, type Note, parseVkey, type SignatureLine, type VerifierKey, verifierKey } from '../kit/tlog/note.ts'
import type { Signer } from './signer.ts'

/** Behind the type byte for unassigned kinds stands what the key is; then 65 bytes, an uncompressed point. */
const kind = utf8('sm2:')

/** A private key of SM2 (GB/T 32918): 32 bytes. */
export const makeSm2Key = (): Uint8Array => bytesOf(sm2.generateKeyPairHex().privateKey)

/**
 * Signs with SM2 and SM3 under the usual identity 1234567812345678: r and s, 64 bytes. Readers who do not know this kind
 * of signature pass over its line, as C2SP signed-note demands.
 */
export function openSm2Signer(name: string, privateKey: Uint8Array): Signer {
  const secret = toHex(privateKey)
  const publicKey = bytesOf(sm2.getPublicKeyFromPrivateKey(secret))
  const key = verifierKey(name, keyTypes.unassigned, concat(kind, publicKey))
  return {
    key,
    sign: (text) => ({
      name,
      keyId: key.keyId,
      signature: bytesOf(sm2.doSignature(utf8(text), secret, { hash: true, publicKey: toHex(publicKey) })),
    }),
  }
}

export const isSm2 = ({ type, publicKey }: VerifierKey): boolean =>
  type === keyTypes.unassigned &&
  publicKey.length === kind.length + 65 &&
  kind.every((byte, i) => publicKey[i] === byte)

/** Whether this line is a true SM2 signature of the key over the text. */
export function isSignedWithSm2(text: string, key: VerifierKey, line: SignatureLine): boolean {
  if (!isSm2(key) || line.name !== key.name || line.keyId !== key.keyId || line.signature.length !== 64) return false
  const publicKey = toHex(key.publicKey.subarray(kind.length))
  return sm2.doVerifySignature(utf8(text), toHex(line.signature), publicKey, { hash: true })
}

/** Whether the SM2 keys of a policy's comments (`# sm2 <vkey>`) signed the note; nothing where the policy names none. */
export function sm2StandingOf(note: Note, policy: string): 'absent' | 'signed' | 'wrong' | undefined {
  const keys = policy.split('\n').flatMap((line) => parseVkey(/^# sm2 (\S+)$/.exec(line)?.[1] ?? '') ?? [])
  if (keys.length === 0) return undefined
  const lines = note.signatures.flatMap((line) =>
    keys.filter(({ name, keyId }) => name === line.name && keyId === line.keyId).map((key) => ({ key, line })),
  )
  if (lines.length === 0) return 'absent'
  return lines.every(({ key, line }) => isSignedWithSm2(note.text, key, line)) ? 'signed' : 'wrong'
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex)
  if (!bytes) throw new Error('sm-crypto-v2 answered no hex')
  return bytes
}
