import { App, Button } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { answerSwap, listSwaps } from '../../../../src/contract/routes/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { meWords } from './words.ts'

export type Swap = OutputOf<typeof listSwaps>[number]

/** Swaps somebody asks one for, to agree to or to decline; not there while nobody asks. */
export function IncomingSwaps({ staffId }: { staffId: string }) {
  const words = useWords(meWords)
  const swaps = useAsked(listSwaps, {}).data ?? []
  const incoming = swaps.filter((it) => it.state === 'asked' && it.toStaffId === staffId)
  if (incoming.length === 0) return null
  return (
    <Sheet title={words.swapsIncoming}>
      <ul className="rows requests">
        {incoming.map((it) => (
          <Incoming key={it.swapId} swap={it} />
        ))}
      </ul>
    </Sheet>
  )
}

function Incoming({ swap }: { swap: Swap }) {
  const words = useWords(meWords)
  const say = useSayDuty()
  const names = useNames()
  const { answer, busy } = useAnswer(swap.swapId)
  return (
    <li>
      <div className="grow">
        <p className="wish">
          <strong>{swap.fromName}</strong>{' '}
          {swap.returnDuty
            ? words.wantsExchange(say(swap.duty), say(swap.returnDuty))
            : words.wantsRelief(say(swap.duty))}
        </p>
        <p className="wish soft">
          {names.site(swap.duty.siteId)} {swap.note}
        </p>
      </div>
      <div className="actions">
        <Button type="primary" loading={busy} onClick={() => answer('agreed')}>
          {words.swapAgree}
        </Button>
        <Button disabled={busy} onClick={() => answer('declined')}>
          {words.swapDecline}
        </Button>
      </div>
    </li>
  )
}

/** A swap one asked for oneself, while nobody answered it. */
export function OutgoingSwap({ swap }: { swap: Swap }) {
  const words = useWords(meWords)
  const { answer, busy } = useAnswer(swap.swapId)
  return (
    <span className="actions">
      <span className="soft">{words.swapAsked(swap.toName)}</span>
      <Button size="small" loading={busy} onClick={() => answer('withdrawn')}>
        {words.swapWithdraw}
      </Button>
    </span>
  )
}

/** Answered, the swap leaves the list and what drew it with it: the promise still tells the end. */
function useAnswer(swapId: string) {
  const words = useWords(meWords)
  const { message } = App.useApp()
  const answering = useDo(answerSwap, [listSwaps, readOwnRecord, listDuties])
  const answer = (given: 'agreed' | 'declined' | 'withdrawn') =>
    answering
      .mutateAsync({ params: { swapId }, body: { answer: given } })
      .then(() => void message.success(words.swapAnswers[given]))
      .catch(() => undefined)
  return { answer, busy: answering.isPending }
}

/** Says a duty: `11月24日 周二 18:00–次日 08:00`. */
export function useSayDuty(): (duty: { readonly starts: string; readonly ends: string }) => string {
  const words = useWords(meWords)
  const { language } = useLanguage()
  return ({ starts, ends }) => {
    const over = dayOf(ends) === dayOf(starts) ? '' : `${words.nextDay} `
    return `${dayLabel(dayOf(starts), language)} ${shortClock(starts)}–${over}${shortClock(ends)}`
  }
}
