import { App, Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { decideRequest, listRequests } from '../../../../src/contract/routes/requests.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { requestWords } from './words.ts'

/** Several outings, which hold since they were noted, approved together; other requests are looked at one by one. */
export function ApproveOutings({ rows }: { rows: OutputOf<typeof listRequests> }) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const deciding = useDo(decideRequest)
  const listing = useDo(decideRequest, [listRequests])
  const [busy, setBusy] = useState(false)
  const outings = rows.filter((it) => it.mayDecide && it.state === 'waiting' && it.wish.kind === 'outing')
  if (outings.length < 2) return null

  const approve = async () => {
    setBusy(true)
    try {
      for (const [n, { requestId }] of outings.entries()) {
        // The last one has the list asked anew.
        const { mutateAsync } = n === outings.length - 1 ? listing : deciding
        await mutateAsync({ params: { requestId }, body: { decision: 'approved', reason: '' } })
      }
      void message.success(words.approvedMany(outings.length))
    } catch {
      // The refusal was shown; what was approved before it stays so.
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button className="apart-below" loading={busy} onClick={() => void approve()}>
      {words.approveOutings(outings.length)}
    </Button>
  )
}
