import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../kit/tlog/bytes.ts'
import { keyTypes, type SignatureLine, type VerifierKey, verifierKey } from '../kit/tlog/note.ts'
import { writeSynced } from '../store/files.ts'
import { makeSm2Key, openSm2Signer } from './sm2.ts'

/** Who can open what is kept wrapped: a key file, or a key store of the operator's. */
export interface KeyWrap {
  wrap(bytes: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/** Signs notes in the name of the log. */
export interface Signer {
  readonly key: VerifierKey
  sign(text: string): SignatureLine
}

export type KeyAlgorithm = 'ed25519' | 'sm2'

interface KeyFile {
  readonly file: string
  readonly algorithm: KeyAlgorithm
}

const isKeyFile = /^(\d{4})-(ed25519|sm2)\.key$/

/**
 * The keys that sign the log's checkpoints, oldest first: every file `NNNN-ed25519.key` or `NNNN-sm2.key` of the folder.
 * A key that is to go first gets a successor beside it, signs together with it while people learn the new one, and is
 * then retired. There is always one of Ed25519, which every tool reads: it is made where missing.
 */
export async function openSigners(folder: string, name: string, wrap: KeyWrap): Promise<readonly Signer[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = await listKeyFiles(folder)
  if (!files.some(({ algorithm }) => algorithm === 'ed25519')) {
    await addKey(folder, 'ed25519', wrap)
    return openSigners(folder, name, wrap)
  }
  return Promise.all(
    files.map(async ({ file, algorithm }) => {
      const bytes = await wrap.unwrap(await readFile(join(folder, file)))
      return algorithm === 'sm2' ? openSm2Signer(name, bytes) : openEd25519Signer(name, bytes)
    }),
  )
}

/** Makes one more key; it signs from the next start on. Returns its file's name. */
export async function addKey(folder: string, algorithm: KeyAlgorithm, wrap: KeyWrap): Promise<string> {
  const numbers = (await readdir(folder)).map((file) => Number(/^(\d{4})-/.exec(file)?.[1] ?? 0))
  const file = `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${algorithm}.key`
  await writeSynced(join(folder, file), await wrap.wrap(algorithm === 'sm2' ? makeSm2Key() : makeEd25519Key()))
  return file
}

/** The key signs no more from the next start on. Its file stays under another name: what it signed stays true. */
export const retireKey = (folder: string, file: string): Promise<void> =>
  rename(join(folder, file), join(folder, `${file}.retired`))

export async function listKeyFiles(folder: string): Promise<KeyFile[]> {
  const found = (await readdir(folder)).sort().map((file) => isKeyFile.exec(file))
  return found.flatMap((it) => (it?.[2] ? [{ file: it[0], algorithm: it[2] as KeyAlgorithm }] : []))
}

const makeEd25519Key = (): Uint8Array =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })

/** `der`: the private key as PKCS #8. */
export function openEd25519Signer(name: string, der: Uint8Array): Signer {
  const privateKey = createPrivateKey({ key: Buffer.from(der), type: 'pkcs8', format: 'der' })
  const key = verifierKey(name, keyTypes.ed25519, rawPublicKey(privateKey))
  return {
    key,
    sign: (text) => ({ name, keyId: key.keyId, signature: sign(null, utf8(text), privateKey) }),
  }
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url')
}
