import { useEffect, useState } from 'react'
import { readCounter } from '../../../../src/contract/routes/matters.ts'
import { listMatterTypes } from '../../../../src/contract/routes/matterTypes.ts'
import { useAsked } from '../../asked.ts'
import { useNames } from '../../parts/names.ts'
import { findKnown, type Known, keepKnown } from './store.ts'

interface Asked {
  readonly data: Known | undefined
  readonly error: Error | null
  readonly refetch: () => void
}

/** Types, sites and people of the counter: as the center tells them now, or as it told them last. */
export function useKnown(accountId: string): Asked {
  const counter = useAsked(readCounter, {})
  const types = useAsked(listMatterTypes, {})
  const { sites } = useNames()
  const [before, setBefore] = useState<Known>()
  useEffect(() => {
    void findKnown(accountId).then(setBefore, () => undefined)
  }, [accountId])
  const isFresh = counter.data !== undefined && types.data !== undefined
  useEffect(() => {
    if (counter.data && types.data) {
      // Without a disk the page works as long as it stands.
      const phones = Object.fromEntries(sites.map((it) => [it.siteId, it.dutyPhone]))
      void keepKnown(accountId, { counter: counter.data, types: types.data, phones }).catch(() => undefined)
    }
  }, [accountId, counter.data, types.data, sites])
  const refetch = () => void Promise.all([counter.refetch(), types.refetch()])
  const data = isFresh ? { counter: counter.data, types: types.data } : before
  return { data, error: counter.error ?? types.error, refetch }
}

/** Whether the browser has a network at all; it may still not reach the center. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}
