import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../kit/tlog/bytes.ts'
import { keyTypes, verifierKey } from '../kit/tlog/note.ts'
import { writeSynced } from '../store/files.ts'
import type { Signer } from './signer.ts'
import { makeSm2Key, openSm2Signer } from './sm2.ts'

/** Who can open what is kept wrapped: a key file, or a key store of the operator's. */
export interface KeyWrap {
  wrap(bytes: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

export type KeyAlgorithm = 'ed25519' | 'sm2'

/** Where keys of one purpose lie: files `<purpose>-NNNN-<algorithm>.key` of a folder, each wrapped. */
export interface KeyPlace {
  readonly folder: string
  readonly purpose: 'log' | 'promise'
  readonly wrap: KeyWrap
}

interface KeyFile {
  readonly file: string
  readonly purpose: string
  readonly number: number
  readonly algorithm: KeyAlgorithm
}

/**
 * The keys of a purpose, oldest first, signing under this name. A key that is to go first gets a successor beside it,
 * signs together with it while people learn the new one, and is then retired. There is always one of Ed25519, which every
 * tool reads: it is made where missing.
 */
export async function openSigners(place: KeyPlace, name: string): Promise<readonly Signer[]> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 })
  const files = await listKeyFiles(place)
  if (!files.some(({ algorithm }) => algorithm === 'ed25519')) {
    await addKey(place, 'ed25519')
    return openSigners(place, name)
  }
  return Promise.all(
    files.map(async ({ file, algorithm }) => {
      const bytes = await place.wrap.unwrap(await readFile(join(place.folder, file)))
      return algorithm === 'sm2' ? openSm2Signer(name, bytes) : openEd25519Signer(name, bytes)
    }),
  )
}

/** Makes one more key; it signs from the next start on. Returns its file's name. */
export async function addKey(place: KeyPlace, algorithm: KeyAlgorithm): Promise<string> {
  const { folder, purpose, wrap } = place
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const last = (await listAll(folder)).findLast((it) => it.purpose === purpose)?.number ?? 0
  const file = `${purpose}-${String(last + 1).padStart(4, '0')}-${algorithm}.key`
  await writeSynced(join(folder, file), await wrap.wrap(algorithm === 'sm2' ? makeSm2Key() : makeEd25519Key()))
  return file
}

/** The key signs no more from the next start on. Its file stays under another name: what it signed stays true. */
export const retireKey = ({ folder }: KeyPlace, file: string): Promise<void> =>
  rename(join(folder, file), join(folder, `${file}.retired`))

export async function listKeyFiles({ folder, purpose }: KeyPlace): Promise<KeyFile[]> {
  return (await listAll(folder)).filter((it) => it.purpose === purpose && it.file.endsWith('.key'))
}

/** Retired ones too: no number is given twice. */
async function listAll(folder: string): Promise<KeyFile[]> {
  const found = (await readdir(folder)).sort().map((file) => keyFileForm.exec(file))
  return found.flatMap((it) =>
    it?.[1] && it[3] ? [{ file: it[0], purpose: it[1], number: Number(it[2]), algorithm: it[3] as KeyAlgorithm }] : [],
  )
}

const keyFileForm = /^(log|promise)-(\d{4})-(ed25519|sm2)\.key(?:\.retired)?$/

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
