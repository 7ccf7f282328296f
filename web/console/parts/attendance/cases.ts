import { useQueries, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  decideCase,
  listCases,
  listDifferences,
  readMonthSheet,
  readPersonMonth,
  readToday,
} from '../../../../src/contract/routes/attendance.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import type { Day } from '../../../../src/kit/time.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { keyOf, sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useAwaited } from '../second.tsx'
import { caseWords } from './caseWords.ts'

/** A half-day a person should look at. */
export type Case = OutputOf<typeof listCases>[number]

/** What is asked anew once a case is decided. */
export const touchedByCases = [
  ...[listCases, readMonthSheet, readPersonMonth, listDifferences, readToday],
  listProposals,
] as const

export const keyOfCase = ({ staffId, day, half }: Pick<Case, 'staffId' | 'day' | 'half'>): string =>
  `${staffId} ${day} ${half}`

/** Half-days somebody decided about, where another person has yet to confirm it; by `keyOfCase`. */
export function useAwaitedCases(): ReadonlySet<string> {
  const awaited = useAwaited('halfDay')
  return useMemo(() => new Set(awaited?.halves.map(keyOfCase)), [awaited])
}

interface Span {
  readonly from: Day
  readonly to: Day
  readonly all?: boolean
}

/** Somebody else may confirm or approve what settles them. */
const everyMs = 60_000

/** The cases of several units together, each once; undefined until all have answered. */
export function useCases(
  unitIds: readonly string[],
  span: Span,
): { rows: readonly Case[] | undefined; error: Error | null } {
  const asked = useQueries({
    queries: unitIds.map((unitId) => {
      const given = { query: { unitId, ...span } }
      return { queryKey: keyOf(listCases, given), queryFn: () => ask(listCases, given), refetchInterval: everyMs }
    }),
  })
  const answered = asked.flatMap((it) => it.data ?? [])
  const rows = [...new Map(answered.map((it) => [keyOfCase(it), it])).values()]
  const waiting = asked.some((it) => it.data === undefined)
  return { rows: waiting ? undefined : rows, error: asked.find((it) => it.error)?.error ?? null }
}

/** Excuses several cases with one reason, one after the other; says how many wait for another person, and how many do not. */
export function useBulkExcuse(): { busy: boolean; excuse: (rows: readonly Case[], reason: string) => Promise<void> } {
  const said = useWords(caseWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const answers = useQueryClient()
  const [busy, setBusy] = useState(false)
  const excuse = async (rows: readonly Case[], reason: string) => {
    setBusy(true)
    try {
      const { refused, alone } = await excuseEach(rows, reason)
      const text = said.bulkDone(rows.length - refused, refused, alone)
      void (refused + alone === 0 ? message.success(text) : message.warning(text, 8))
    } catch (failure) {
      void message.error(sentenceFor(failure, language))
    } finally {
      setBusy(false)
      for (const it of touchedByCases) void answers.invalidateQueries({ queryKey: [it.name] })
    }
  }
  return { busy, excuse }
}

async function excuseEach(rows: readonly Case[], reason: string): Promise<{ refused: number; alone: number }> {
  let refused = 0
  let alone = 0
  for (const { staffId, day, half } of rows) {
    try {
      const { second } = await ask(decideCase, { body: { staffId, day, half, decision: 'excused', reason } })
      if (second.state === 'alone') alone += 1
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure
      refused += 1
    }
  }
  return { refused, alone }
}

/** By day, then by name as people look it up; never by what somebody did. */
export function inOrder(rows: readonly Case[], person: (staffId: string) => string): Case[] {
  const names = new Intl.Collator('zh-CN', { numeric: true })
  return rows.toSorted(
    (a, b) =>
      b.day.localeCompare(a.day) || names.compare(person(a.staffId), person(b.staffId)) || a.half.localeCompare(b.half),
  )
}
