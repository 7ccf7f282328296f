import { useCallback, useState } from 'react'
import { z } from 'zod'

/** What this browser remembers of the counter: nothing of any citizen. */
const Last = z.object({
  recent: z.array(z.string()).catch([]),
  siteId: z.string().catch(''),
  /** Other systems, the last used first. */
  systems: z.array(z.string()).catch([]),
  paper: z.enum(['slip', 'a5']).catch('slip'),
})
export type Last = z.infer<typeof Last>

const place = 'zaigang.counter'

function readLast(): Last {
  try {
    return Last.parse(JSON.parse(localStorage.getItem(place) ?? '{}'))
  } catch {
    return Last.parse({})
  }
}

/** Types used last, site and paper of this counter; they outlive the page. */
export function useLast(): readonly [Last, (change: Partial<Last>) => void] {
  const [last, setLast] = useState(readLast)
  const note = useCallback((change: Partial<Last>) => {
    const next = { ...readLast(), ...change }
    localStorage.setItem(place, JSON.stringify(next))
    setLast(next)
  }, [])
  return [last, note]
}
