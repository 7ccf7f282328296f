/**
 * Whether what goes to an address can be read on the way. Signatures keep lists from being changed there; nothing but TLS
 * keeps them from being read.
 */
export function isPlainLine(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
