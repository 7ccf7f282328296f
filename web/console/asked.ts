import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import type { OutputOf, Route } from '../../src/contract/route.ts'
import { type AskFor, ask, Refused, Unanswered } from '../shared/ask.ts'
import { commonWords } from './commonWords.ts'
import { type Language, useLanguage } from './language.tsx'

interface Options {
  readonly enabled?: boolean
  readonly refetchInterval?: number | false
}

/** The key under which an answer is kept; the same for whoever asks the same. */
export const keyOf = (route: Route, given: object = {}): readonly unknown[] => [route.name, given]

/** What a route answers, kept and shared between the pages. */
export function useAsked<R extends Route>(
  route: R,
  given: AskFor<R>,
  options: Options = {},
): UseQueryResult<OutputOf<R>> {
  const asking = ask as (route: R, given: AskFor<R>) => Promise<OutputOf<R>>
  return useQuery<OutputOf<R>>({ queryKey: keyOf(route, given), queryFn: () => asking(route, given), ...options })
}

/** A write along a route. Whatever the `touched` routes answered is asked anew; a refusal is shown in the user's language. */
export function useDo<R extends Route>(
  route: R,
  touched: readonly Route[] = [],
): UseMutationResult<OutputOf<R>, Error, AskFor<R>> {
  const { message } = App.useApp()
  const { language } = useLanguage()
  const answers = useQueryClient()
  const asking = ask as (route: R, given: AskFor<R>) => Promise<OutputOf<R>>
  return useMutation<OutputOf<R>, Error, AskFor<R>>({
    mutationFn: (given) => asking(route, given),
    onSuccess: () => Promise.all(touched.map((it) => answers.invalidateQueries({ queryKey: [it.name] }))),
    onError: (failure) => void message.error(sentenceFor(failure, language)),
  })
}

/** What to tell the user about a failure. */
export function sentenceFor(failure: unknown, language: Language): string {
  if (failure instanceof Refused) return failure.sentences[language]
  return failure instanceof Unanswered ? commonWords[language].unanswered : commonWords[language].surprise
}
