import { Button } from 'antd'
import { useState } from 'react'
import type { Staff } from '../../../../src/contract/people.ts'
import { clockOf, dayOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import { useNow } from '../../parts/times.ts'
import { LeaveDrawer } from './leaveDrawer.tsx'
import { meWords } from './words.ts'

/** Asks for leave, of the rest of today unless another span is chosen. */
export function AskLeave({ staff }: { staff: Staff }) {
  const words = useWords(meWords)
  const now = useNow(600)
  const [asking, setAsking] = useState(false)
  const day = dayOf(now)
  const half = clockOf(now) < '12:00:00' ? 'am' : 'pm'
  return (
    <>
      <Button type="primary" size="large" onClick={() => setAsking(true)}>
        {words.leave}
      </Button>
      {asking && (
        <LeaveDrawer staff={staff} from={{ day, half }} to={{ day, half: 'pm' }} onClose={() => setAsking(false)} />
      )}
    </>
  )
}
