import { useEffect, useState } from 'preact/hooks'
import type { judge, Keys, keysOf } from './judge.ts'
import type { hasGrown, headOf } from './signedHeads.ts'

/** What `checker.ts` can do. */
export interface Checker {
  readonly judge: typeof judge
  readonly keysOf: typeof keysOf
  readonly headOf: typeof headOf
  readonly hasGrown: typeof hasGrown
}

/** The checker with the keys that this page was delivered with. */
export interface Tools {
  readonly checker: Checker
  readonly keys: Keys
}

export type Checking =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly tools: Tools }
  /** It could not be loaded: no network, and the page was never kept. */
  | { readonly state: 'away' }

const place = '/verify/assets/checker.js'

/** Loads the checker when it is first wanted. `policy` is not empty. */
export function useChecking(policy: string): Checking {
  const [checking, setChecking] = useState<Checking>({ state: 'loading' })
  useEffect(() => {
    void loadChecker()
      .then((checker): Checking => {
        const keys = checker.keysOf({ policy })
        return keys ? { state: 'ready', tools: { checker, keys } } : { state: 'away' }
      })
      .catch((): Checking => ({ state: 'away' }))
      .then(setChecking)
  }, [policy])
  return checking
}

async function loadChecker(): Promise<Checker> {
  const known = findChecker()
  if (known) return known
  await import(/* @vite-ignore */ place)
  const loaded = findChecker()
  if (!loaded) throw new Error(place)
  return loaded
}

const findChecker = (): Checker | undefined => (globalThis as { zaigangChecker?: Checker }).zaigangChecker
