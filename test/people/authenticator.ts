import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
const b64 = (data: Uint8Array | string): string => Buffer.from(data).toString('base64url')

/** What an authenticator claims; a test changes one thing at a time. */
export interface Claims {
  readonly challenge: string
  readonly origin: string
  readonly rpId: string
  readonly userVerified?: boolean
  readonly counter?: number
}

/** A passkey in software: ES256, no attestation (WebAuthn 6.1, 6.5). */
export class SoftPasskey {
  readonly id = randomBytes(16)
  readonly #key: KeyObject
  readonly #public: KeyObject
  constructor() {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = pair.privateKey
    this.#public = pair.publicKey
  }

  register(claims: Claims): object {
    const { x = '', y = '' } = this.#public.export({ format: 'jwk' })
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.id.length)
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, cose])
    const authData = Buffer.concat([this.#head(claims, 0x41), credential])
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as never,
    )
    return this.#answer({
      clientDataJSON: b64(this.#client('webauthn.create', claims)),
      attestationObject: b64(attestationObject),
      transports: ['internal'],
    })
  }

  logIn(claims: Claims): object {
    const authData = this.#head(claims, 0x01)
    const client = this.#client('webauthn.get', claims)
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), this.#key)
    return this.#answer({
      clientDataJSON: b64(client),
      authenticatorData: b64(authData),
      signature: b64(signature),
    })
  }

  #answer = (response: object): object => ({
    id: b64(this.id),
    rawId: b64(this.id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  #client = (type: string, { challenge, origin }: Claims): string =>
    JSON.stringify({ type, challenge, origin, crossOrigin: false })

  #head({ rpId, userVerified = true, counter = 0 }: Claims, flags: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (userVerified ? 0x04 : 0)]), count])
  }
}
