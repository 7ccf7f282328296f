import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import type { Shelf } from '../../../../src/contract/proposals.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { ask } from '../../../shared/ask.ts'
import { type Group, isGroup } from './shelves.ts'

/** What the reader looks for. */
export interface Sought {
  readonly group?: Group
  readonly unitId?: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What is looked for stands in the address, so that other pages can point here. */
export function useSought(): readonly [
  sought: Sought,
  seek: (name: 'group' | 'unit', value: string | undefined) => void,
] {
  const [search, setSearch] = useSearchParams()
  const [group, unitId] = [search.get('group'), search.get('unit')]
  const seek = (name: string, value: string | undefined) =>
    setSearch((now) => {
      const next = new URLSearchParams(now)
      if (value === undefined) next.delete(name)
      else next.set(name, value)
      return next
    })
  return [{ ...(isGroup(group) && { group }), ...(unitId && uuid.test(unitId) && { unitId }) }, seek]
}

const everyMs = 60_000

/** A shelf page by page; asked anew each minute and when the page is looked at again. */
export function useShelf(shelf: Shelf, sought: Sought) {
  return useInfiniteQuery({
    queryKey: [listProposals.name, 'paged', shelf, sought],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      ask(listProposals, { query: { ...sought, shelf, ...(pageParam !== null && { before: pageParam }) } }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: everyMs,
  })
}
