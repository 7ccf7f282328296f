import type { Light } from '../../../../src/contract/matters.ts'
import type { QueryOf } from '../../../../src/contract/route.ts'
import type { listMatters } from '../../../../src/contract/routes/matters.ts'

/** What of the board is shown. `show`: all open ones, those of one light, or those that have ended. */
export interface Filter {
  readonly show: 'open' | Exclude<Light, 'done'> | 'ended'
  readonly unitId: string
  readonly mine: boolean
  readonly search: string
  /** Where the pages after the first begin, the present one last. */
  readonly pages: readonly string[]
}

export const firstPage: Filter = { show: 'open', unitId: '', mine: false, search: '', pages: [] }

/** The board is asked anew this often. */
export const everyMs = 60_000

/** What is asked of the center. */
export function queryOf({ show, unitId, mine, search, pages }: Filter): QueryOf<typeof listMatters> {
  const after = pages.at(-1)
  return {
    state: show === 'ended' ? 'ended' : 'open',
    ...(show !== 'open' && show !== 'ended' && { light: show }),
    ...(unitId !== '' && { unitId }),
    ...(mine && { mine: '1' as const }),
    ...(search !== '' && { search: search.slice(0, 60) }),
    ...(after !== undefined && { after }),
  }
}
