import type { OutputOf, Route } from '../../contract/route.ts'
import { Refusal, type RefusalName, refusals } from '../../kit/refusals.ts'
import { sealName } from '../center/deviceAuth.ts'

const usualPatienceMs = 15_000

/** What came back of one call. */
export interface Reached {
  readonly ok: boolean
  readonly status: number
  /** As it came, and what it says. */
  readonly body: string
  readonly content: unknown
  /** The center's signature, where there is one. */
  readonly seal: string | null
  /** How long the center wants to be left alone. */
  readonly laterMs: number | undefined
}

/** One call. Refuses `centerAway` when there was no answer of a program. */
export async function reach(
  ask: typeof fetch,
  url: URL,
  init: RequestInit,
  patienceMs = usualPatienceMs,
): Promise<Reached> {
  try {
    const response = await ask(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    const { ok, status, headers } = response
    const laterMs = status === 429 || status === 503 ? readRetryAfter(headers.get('retry-after')) : undefined
    const body = await response.text()
    return { ok, status, body, laterMs, seal: headers.get(sealName), content: JSON.parse(body) }
  } catch (cause) {
    const away = new Refusal('centerAway')
    away.cause = cause
    throw away
  }
}

/** Of whatever length a center says, this is the longest: one that was told nonsense must not stay silent for days. */
const longestWaitMs = 10 * 60_000

/** Seconds, as our center and proxies say it; the form with a date is not used by either. */
function readRetryAfter(header: string | null): number | undefined {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(longestWaitMs, seconds * 1000) : undefined
}

/** The center answered, and wants to be left alone for so long. */
export class ComeLater extends Refusal {
  readonly afterMs: number
  constructor(name: RefusalName, afterMs: number) {
    super(name)
    this.afterMs = afterMs
  }
}

/** What the center said no with. */
export function refusalOf({ content, laterMs }: Reached): Refusal {
  const { refusal, detail } = (content ?? {}) as { refusal?: unknown; detail?: unknown }
  const known = typeof refusal === 'string' && Object.hasOwn(refusals, refusal) ? (refusal as RefusalName) : undefined
  if (laterMs !== undefined) return new ComeLater(known ?? 'centerBusy', laterMs)
  return known ? new Refusal(known, detail) : new Refusal('centerAway', refusal)
}

/** An answer in another form than agreed is as good as none: it may be a captive portal. */
export function readAnswer<R extends Route>(route: R, content: unknown): OutputOf<R> {
  const read = route.output.safeParse(content)
  if (!read.success) throw new Refusal('centerAway', 'answer')
  return read.data as OutputOf<R>
}
