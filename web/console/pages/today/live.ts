import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { CheckInRow, followCheckIns, listCheckIns } from '../../../../src/contract/routes/presence.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { addressOf } from '../../../shared/ask.ts'
import { keyOf, useAsked } from '../../asked.ts'
import { withRow } from './siteNow.ts'

/** Check-ins of a day, followed live; where the stream breaks they are asked anew every 15 seconds. */
export function useLiveCheckIns(day: string) {
  const answers = useQueryClient()
  const [live, setLive] = useState(false)
  const given = { query: { day } }
  const asked = useAsked(listCheckIns, given, { refetchInterval: live ? false : 15_000 })
  useEffect(() => {
    const key = keyOf(listCheckIns, { query: { day } })
    const source = new EventSource(addressOf(followCheckIns))
    source.onopen = () => {
      setLive(true)
      void answers.invalidateQueries({ queryKey: key })
    }
    source.onerror = () => setLive(false)
    source.addEventListener('checkIn', ({ data }: MessageEvent<string>) => {
      const row = CheckInRow.parse(JSON.parse(data))
      if (dayOf(row.at) === day) answers.setQueryData<CheckInRow[]>(key, (rows = []) => withRow(rows, row))
    })
    return () => source.close()
  }, [answers, day])
  return { asked, live }
}
