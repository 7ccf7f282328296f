import { iso } from '../../contract/common.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { one, type Params } from './asked.ts'
import { wrong } from './errors.ts'

/** Which requests are asked for. `ids` overrides everything else, as the standard has it. */
export type Wanted =
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | {
      readonly by: 'filter'
      readonly codes: readonly string[] | null
      readonly from: Iso
      readonly to: Iso
      readonly status: ReadonlySet<'open' | 'closed'>
      readonly page: number
      readonly pageSize: number
    }

const longestMs = 90 * 86_400_000
export const most = 1000
const mostIds = 100
/** All that lies before a page is read and thrown away. */
const mostBefore = 20_000

/** Reads the query of the list: at most 90 days and 1000 requests; of a longer span the last 90 days. */
export function readWanted(params: Params, now: Iso): Wanted {
  const ids = listed(params, 'service_request_id')
  if (ids !== null)
    return ids.length <= mostIds ? { by: 'ids', ids } : wrong(400, `service_request_id: more than ${mostIds}`)

  const [from, to] = [instantOf(params, 'start_date'), instantOf(params, 'end_date')]
  const until = to ?? (from === undefined ? now : toIso(Math.min(toMs(now), toMs(from) + longestMs)))
  const since = from ?? toIso(toMs(until) - longestMs)
  if (toMs(since) > toMs(until)) wrong(400, 'start_date: must not be after end_date')
  const [page, pageSize] = [numberOf(params, 'page', 1, 1_000_000), numberOf(params, 'page_size', most, most)]
  if ((page - 1) * pageSize > mostBefore) refuse('pageTooFar', `page: after ${mostBefore} requests`)
  return {
    by: 'filter',
    codes: listed(params, 'service_code'),
    from: toIso(Math.max(toMs(since), toMs(until) - longestMs)),
    to: until,
    status: statusOf(params),
    page,
    pageSize,
  }
}

function listed(params: Params, name: string): string[] | null {
  const text = one(params, name)
  if (text === undefined) return null
  return text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '')
}

function instantOf(params: Params, name: string): Iso | undefined {
  const text = one(params, name)
  if (text === undefined) return undefined
  // Without a zone, or a plain day, it is read as the county's.
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+08:00` : text
  const read = iso.safeParse(whole)
  return read.success ? toIso(toMs(read.data)) : wrong(400, `${name}: must be a W3C date and time with its zone`)
}

function statusOf(params: Params): ReadonlySet<'open' | 'closed'> {
  const asked = listed(params, 'status') ?? ['open', 'closed']
  const known = asked.filter((it) => it === 'open' || it === 'closed')
  return known.length === asked.length ? new Set(known) : wrong(400, 'status: must be open or closed')
}

function numberOf(params: Params, name: string, usual: number, largest: number): number {
  const text = one(params, name)
  if (text === undefined) return usual
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= largest ? number : wrong(400, `${name}: must be a number from 1 to ${largest}`)
}
