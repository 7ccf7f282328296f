import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { whoAmI } from '../../../../src/contract/routes/setup.ts'
import { listSpotChecks, readSpotCheck, recordSpotCheck } from '../../../../src/contract/routes/spotChecks.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { type Draft, type DraftKey, dropDraft, keepDraft } from './drafts.ts'

export type Sent = 'kept' | 'waiting' | 'refused'

/**
 * Sends what was found and keeps it on the device until the center has answered, so that neither a dead network nor a
 * refusal loses a word. Not `useDo`: that one holds back what is offline and forgets it with the page.
 */
export function useSend(): (key: DraftKey, draft: Draft) => Promise<Sent> {
  const answers = useQueryClient()
  return useCallback(
    async (key, draft) => {
      const { found, at, note, onPaper } = draft
      if (found === null || at === null) return 'refused'
      keepDraft(key, { ...draft, standing: { kind: 'waiting' } })
      const { spotCheckId, staffId } = key
      try {
        await ask(recordSpotCheck, { params: { spotCheckId, staffId }, body: { found, at, note, onPaper } })
      } catch (failure) {
        const standing = standingAfter(failure)
        keepDraft(key, { ...draft, standing })
        await Promise.all(touchedBy(failure).map((it) => answers.invalidateQueries({ queryKey: [it.name] })))
        return standing.kind
      }
      await Promise.all([readSpotCheck, listSpotChecks].map((it) => answers.invalidateQueries({ queryKey: [it.name] })))
      dropDraft(key)
      return 'kept'
    },
    [answers],
  )
}

/** What to ask anew: somebody else may have recorded it, or the session is over. */
function touchedBy(failure: unknown) {
  if (!(failure instanceof Refused)) return []
  return failure.refusal === 'notLoggedIn' ? [whoAmI] : [readSpotCheck]
}

/** Whoever is logged out, or meets a center that is unwell, tries again later; any other no is a no. */
function standingAfter(failure: unknown): Extract<Draft['standing'], { kind: 'waiting' | 'refused' }> {
  if (!(failure instanceof Refused)) return { kind: 'waiting' }
  if (failure.refusal === 'notLoggedIn' || failure.status === 429 || failure.status >= 500) return { kind: 'waiting' }
  return { kind: 'refused', ...failure.sentences }
}

const everyMs = 20_000

/** Tries again what waits: once there is a network, when the page is looked at, and every so often. */
export function useSendingAgain(waiting: readonly (readonly [DraftKey, Draft])[]): () => Promise<void> {
  const send = useSend()
  const sendAll = useCallback(async () => {
    for (const [key, draft] of waiting) if ((await send(key, draft)) === 'waiting') return
  }, [send, waiting])
  const some = waiting.length > 0
  useEffect(() => {
    if (!some) return undefined
    const again = () => void (document.visibilityState === 'visible' && sendAll())
    const timer = setInterval(again, everyMs)
    addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [some, sendAll])
  return sendAll
}
