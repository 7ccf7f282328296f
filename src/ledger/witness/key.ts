import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { keyTypes, type VerifierKey, verifierKey } from '../../kit/tlog/note.ts'
import { findText, syncFolder, writeSynced } from '../../store/files.ts'
import { StartError } from '../../store/start-error.ts'

export interface WitnessKey {
  readonly key: VerifierKey
  readonly privateKey: KeyObject
}

/** The witness's key (PKCS #8, PEM), made at the first start, for its owner's eyes only. Throws `StartError` when others may read it. */
export async function keepWitnessKey(file: string, name: string): Promise<WitnessKey> {
  const kept = await findText(file)
  if (kept === undefined) return namedKey(await makeKey(file), name)
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new StartError('witnessKeyOpen', file)
  }
  return namedKey(kept, name)
}

async function makeKey(file: string): Promise<string> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await writeSynced(file, pem)
  await syncFolder(dirname(file))
  return pem
}

function namedKey(pem: string, name: string): WitnessKey {
  const privateKey = createPrivateKey(pem)
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, key: verifierKey(name, keyTypes.cosignature, Buffer.from(x, 'base64url')) }
}
