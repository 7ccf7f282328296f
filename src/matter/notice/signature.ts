import { createHmac } from 'node:crypto'

/** How secrets of webhooks are written, by Standard Webhooks: base64 behind a prefix. */
export const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`

/** The headers that prove who sends a body, by Standard Webhooks 1.0.0. `timestamp` is in seconds. */
export function signedHeaders(secret: string, id: string, timestamp: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${mac}` }
}
