import { App } from 'antd'
import { useState } from 'react'
import type { Half } from '../../../../src/contract/attendance.ts'
import type { Staff } from '../../../../src/contract/people.ts'
import type { Wish } from '../../../../src/contract/roster.ts'
import { readOwnMonth } from '../../../../src/contract/routes/attendance.ts'
import { listOwnRequests, makeRequest } from '../../../../src/contract/routes/requests.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { requestWords } from '../requests/words.ts'

/** A half-day of somebody something is asked about. */
export interface About {
  readonly day: string
  readonly half: Half
  readonly staff: Staff
}

/** Sends a wish of one's own; the same one only once, however often it is pressed. */
export function useAsking(staffId: string, onDone: () => void) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const [requestId] = useState(newId)
  const making = useDo(makeRequest, [listOwnRequests, readOwnMonth])
  const send = (wish: Wish): void => {
    // The month is drawn anew with what was sent, and this may go with it: the promise still tells the end.
    void making
      .mutateAsync({ params: { requestId }, body: { staffId, wish } })
      .then(() => {
        void message.success(words.sent)
        onDone()
      })
      .catch(() => undefined)
  }
  return { send, busy: making.isPending }
}
