import { openDB } from 'idb'
import { openingText } from '../../src/contract/kioskSocket.ts'

/** The registration of this screen: its id and a key that cannot leave this browser. */
export interface Binding {
  readonly kioskId: string
  readonly keys: CryptoKeyPair
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

const database = () =>
  openDB('zaigang-kiosk', 1, {
    upgrade(db) {
      db.createObjectStore('binding')
    },
  })

export async function findBinding(): Promise<Binding | undefined> {
  return (await database()).get('binding', 'this')
}

export async function keepBinding(binding: Binding): Promise<void> {
  const db = await database()
  const writing = db.transaction('binding', 'readwrite', { durability: 'strict' })
  await Promise.all([writing.store.put(binding, 'this'), writing.done])
  // Without it a browser short of space may forget the key; a refusal only means that risk stays.
  await navigator.storage?.persist?.()
}

/** A new ECDSA P-256 pair whose private half can sign here and can never be exported. */
export const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])

/** The public half as the station stores it. */
export async function publicKeyOf(keys: CryptoKeyPair): Promise<{ kty: 'EC'; crv: 'P-256'; x: string; y: string }> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** Signs the station's nonce; base64url of r‖s. */
export async function signOpening({ kioskId, keys }: Binding, nonce: string): Promise<string> {
  const text = new TextEncoder().encode(openingText(kioskId, nonce))
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, text)
  return base64url(new Uint8Array(signature))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
