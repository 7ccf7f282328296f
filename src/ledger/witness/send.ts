/** What came back from a witness. */
export type Reply =
  | { readonly state: 'answered'; readonly status: number; readonly type: string; readonly text: string }
  /** Nothing within the time, or no connection. */
  | { readonly state: 'silent'; readonly why: string }
  /** More than a witness has to say. */
  | { readonly state: 'odd'; readonly why: string }

/** Bytes of an answer; the largest cosignatures in use are some kilobytes. */
const longestReply = 64 * 1024

/** Posts a text. Follows nobody elsewhere, reads no more than a little, and gives up with the signal. Never throws. */
export async function send(url: string, body: string, until: AbortSignal): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: until,
    })
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const text = await readSome(response)
    return text === undefined
      ? { state: 'odd', why: 'answer too long' }
      : { state: 'answered', status: response.status, type, text }
  } catch (failure) {
    return { state: 'silent', why: until.aborted ? 'timeout' : reasonOf(failure) }
  }
}

/** Nothing when it is too long. */
async function readSome(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    length += part.length
    if (length > longestReply) return undefined
  }
  return Buffer.concat(parts).toString('utf8')
}

/** The code of what lies beneath (ECONNREFUSED…), which says more than “fetch failed”. */
function reasonOf(failure: unknown): string {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return String(cause)
}
