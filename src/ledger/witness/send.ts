import { readSome } from '../readSome.ts'

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
    const bytes = await readSome(response, longestReply)
    return bytes === undefined
      ? { state: 'odd', why: 'answer too long' }
      : { state: 'answered', status: response.status, type, text: bytes.toString() }
  } catch (failure) {
    return { state: 'silent', why: until.aborted ? 'timeout' : reasonOf(failure) }
  }
}

/** The code of what lies beneath (ECONNREFUSED…), which says more than “fetch failed”. */
function reasonOf(failure: unknown): string {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return String(cause)
}
