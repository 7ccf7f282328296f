import { App } from 'antd'
import { useState } from 'react'
import { hashOfCode } from '../../../../src/kit/receiptCode.ts'
import { sentenceFor } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import type { Item } from './queue.ts'
import { type Receipt, receiptOf } from './receipt.ts'
import type { Sent } from './sending.ts'
import type { Known } from './store.ts'
import { itemOf, type TypeAtCounter, type Typed } from './taking.ts'
import type { Queue } from './useQueue.ts'
import { counterWords } from './words.ts'

export interface Place {
  readonly known: Known
  readonly siteId: string
  readonly queue: Queue
  readonly accountId: string
  readonly by: string
}

/** The identity of a matter and the code of its receipt, made before it is taken: pressing twice takes one matter. */
export interface Made {
  readonly matterId: string
  readonly code: string
}

/** What the citizen is given; `left` tells why what follows the taking was not done. */
export interface Handed {
  readonly receipt: Receipt
  readonly left: string | undefined
}

/** Takes what was filled in. Nothing comes back where the center refused it: then the form stays as it is. */
export function useTaking({ known, siteId, queue, accountId, by }: Place) {
  const words = useWords(counterWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { sites } = useNames()
  const [busy, setBusy] = useState(false)
  const send = async (item: Item, late: boolean): Promise<Sent | undefined> => {
    setBusy(true)
    const sent = await queue.take(item, late).catch(() => void message.error(words.notKept, 10))
    setBusy(false)
    if (sent && isRefused(sent) && sent.row === undefined) void message.error(sentenceFor(sent.failure, language), 8)
    return sent ?? undefined
  }
  const take = async (typed: Typed, type: TypeAtCounter, { matterId, code }: Made): Promise<Handed | undefined> => {
    const takenAt = new Date().toISOString()
    const item = itemOf(typed, { type, siteId, accountId, by, matterId, codeHash: hashOfCode(code), takenAt })
    const sent = await send(item, false)
    if (sent === undefined) return undefined
    const refused = isRefused(sent)
    // Nothing is on paper yet.
    if (refused) await queue.drop(matterId)
    if (refused && sent.row === undefined) return undefined
    const phone = sites.find((it) => it.siteId === siteId)?.dutyPhone ?? known.phones?.[siteId] ?? ''
    const left = refused ? sentenceFor(sent.failure, language) : undefined
    return { receipt: receiptOf(item, { code, known, row: sent.row, phone }), left }
  }
  /** The paper is in the citizen's hand: identity, code and instant stay. Tells whether it went or waits. */
  const retake = async (typed: Typed, type: TypeAtCounter, { take, takenAt }: Item): Promise<boolean> => {
    const { matterId, codeHash } = take
    const item = itemOf(typed, { type, siteId: take.siteId, accountId, by, matterId, codeHash, takenAt })
    const sent = await send(item, Date.now() - Date.parse(takenAt) < longestMs)
    return sent !== undefined && !isRefused(sent)
  }
  return { busy, take, retake }
}

const isRefused = (sent: Sent): sent is Extract<Sent, { kind: 'left' }> =>
  sent.kind === 'left' && sent.item.standing.kind === 'refused'

/** Later than this the center takes it as of now. */
const longestMs = 7 * 86_400_000
