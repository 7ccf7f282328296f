import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { OutputOf, Route } from '../../src/contract/route.ts'
import { whoAmI } from '../../src/contract/routes/setup.ts'
import { useAsked } from './asked.ts'
import { mayCall } from './may.ts'

export type Session = OutputOf<typeof whoAmI>

/** Who is logged in, with which roles, and in which county; undefined until the server answered. */
export const useSession = (): Session | undefined => useAsked(whoAmI, {}).data

/** Whether the account's roles let it call a route: what buttons ask before they show themselves. */
export function useMay(): (route: Route) => boolean {
  const account = useSession()?.account ?? null
  return useCallback((route) => mayCall(route, account), [account])
}

/** Forgets everything that was answered to the former session and asks who is there now. */
export function useFreshSession(): () => Promise<void> {
  const answers = useQueryClient()
  return useCallback(async () => {
    await answers.resetQueries({ queryKey: [whoAmI.name] })
    answers.removeQueries({ predicate: (it) => it.queryKey[0] !== whoAmI.name })
  }, [answers])
}
