import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listMatters } from '../../../../src/contract/routes/matters.ts'
import { whoAmI } from '../../../../src/contract/routes/setup.ts'
import { ask, Refused, Unanswered } from '../../../shared/ask.ts'
import { dueOf, type Item } from './queue.ts'
import { type Sent, send } from './sending.ts'
import { dropItem, keepItem, listItems } from './store.ts'

/** What waits on this computer, and what can be done with it. */
export interface Queue {
  /** Undefined until the disk was read: nobody is told that all is sent before that. */
  readonly items: readonly Item[] | undefined
  /** How many went through since the page stands, after they had waited. */
  readonly arrived: number
  /** Keeps a matter on the disk, then sends it; what the network does not answer soon waits. */
  readonly take: (item: Item, late: boolean) => Promise<Sent>
  readonly again: (item: Item) => Promise<void>
  readonly sendAll: () => Promise<void>
  readonly drop: (matterId: string) => Promise<void>
}

/** Nobody stands at a counter longer than this for a network that does not answer. */
const patienceMs = 8000
const everyMs = 60_000

export function useQueue(accountId: string): Queue {
  const answers = useQueryClient()
  const [items, setItems] = useState<readonly Item[]>()
  const [arrived, setArrived] = useState(0)
  const underWay = useRef(new Set<string>())
  const refresh = useCallback(async () => setItems(await listItems()), [])

  const settle = useCallback(
    async (item: Item, late: boolean): Promise<Sent> => {
      const { matterId } = item.take
      underWay.current.add(matterId)
      try {
        const sent = await send(item, late, keepItem)
        if (sent.kind === 'arrived') await dropItem(matterId)
        else await keepItem(sent.item)
        const touched = sent.kind === 'arrived' ? listMatters : isLoggedOut(sent.failure) ? whoAmI : undefined
        if (touched) void answers.invalidateQueries({ queryKey: [touched.name] })
        return sent
      } finally {
        underWay.current.delete(matterId)
        await refresh()
      }
    },
    [answers, refresh],
  )

  const again = useCallback(
    async (item: Item) => {
      // Who is logged in now may be another than this page was drawn for: nothing is sent under a wrong name.
      const now = await ask(whoAmI).catch(() => undefined)
      if (now && now.account?.accountId !== accountId) {
        await answers.invalidateQueries({ queryKey: [whoAmI.name] })
        return
      }
      const sent = await settle({ ...item, accountId }, true)
      if (sent.kind === 'arrived') setArrived((n) => n + 1)
    },
    [settle, accountId, answers],
  )

  const sendAll = useCallback(async () => {
    for (const item of dueOf(await listItems(), accountId)) {
      if (!underWay.current.has(item.take.matterId)) await again(item)
    }
  }, [again, accountId])

  useEffect(() => {
    void refresh().then(sendAll)
  }, [refresh, sendAll])
  useTryingAgain(sendAll)

  const take = useCallback(
    async (item: Item, late: boolean) => {
      await keepItem(item)
      return Promise.race([settle(item, late), noAnswerFor(item)])
    },
    [settle],
  )
  const drop = useCallback((matterId: string) => dropItem(matterId).then(refresh), [refresh])
  return { items, arrived, take, again, sendAll, drop }
}

/** Tries again once there is a network, when the page is looked at, and every minute. */
function useTryingAgain(sendAll: () => Promise<void>): void {
  useEffect(() => {
    const again = () => void (navigator.onLine && sendAll())
    const timer = setInterval(again, everyMs)
    addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [sendAll])
}

const isLoggedOut = (failure: unknown): boolean => failure instanceof Refused && failure.refusal === 'notLoggedIn'

const noAnswerFor = (item: Item): Promise<Sent> =>
  new Promise((resolve) =>
    setTimeout(
      () => resolve({ kind: 'left', item, row: undefined, failure: new Unanswered('no answer in time') }),
      patienceMs,
    ),
  )
