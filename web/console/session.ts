import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { OutputOf, Route } from '../../src/contract/route.ts'
import { whoAmI } from '../../src/contract/routes/setup.ts'
import { Unanswered } from '../shared/ask.ts'
import { keyOf } from './asked.ts'
import { askWho, leave } from './askWho.ts'
import { mayCall } from './may.ts'

export type Session = OutputOf<typeof whoAmI>

/** Who is logged in, with which roles, and in which county; undefined until the server answered. */
export const useSession = (): Session | undefined => useAskedSession().data

/** The same with its failure: asked also without a network, and at once when there is one again. */
export const useAskedSession = (): UseQueryResult<Session> =>
  useQuery({
    ...{ queryKey: keyOf(whoAmI), queryFn: askWho, networkMode: 'always', refetchOnReconnect: 'always' },
    retry: (count, failure) => navigator.onLine && failure instanceof Unanswered && count < 2,
  })

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

/** Leaves: nothing of the account is shown or kept here any more, also where the center cannot be told yet. */
export function useLeave(accountId: string): () => void {
  const freshSession = useFreshSession()
  return useCallback(() => {
    void leave(accountId)
    void freshSession()
  }, [freshSession, accountId])
}
