import '../requests/requests.css'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import type { Request } from '../../../../src/contract/roster.ts'
import { readOwnMonth } from '../../../../src/contract/routes/attendance.ts'
import { listOwnRequests, withdrawRequest } from '../../../../src/contract/routes/requests.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { StateTag } from '../requests/requestItem.tsx'
import { useSayWish } from '../requests/saying.ts'
import { requestWords } from '../requests/words.ts'
import { meWords } from './words.ts'

/** What became of what one asked for. */
export function OwnRequests() {
  const words = useWords(meWords)
  const common = useWords(commonWords)
  const asked = useAsked(listOwnRequests, {})
  const [all, setAll] = useState(false)
  const today = dayOf(useNow(600))
  return (
    <Sheet title={words.requests}>
      <Answered asked={asked}>
        {(requests) => (
          <>
            {requests.length === 0 && <p className="soft">{words.requestsNone}</p>}
            <ul className="rows requests">
              {requests.slice(0, all ? undefined : 3).map((it) => (
                <OwnRequest key={it.requestId} request={it} today={today} />
              ))}
            </ul>
            {!all && requests.length > 3 && <Button onClick={() => setAll(true)}>{common.more}</Button>}
          </>
        )}
      </Answered>
    </Sheet>
  )
}

function OwnRequest({ request, today }: { request: Request; today: string }) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const say = useSayWish()
  const withdrawing = useDo(withdrawRequest, [listOwnRequests, readOwnMonth])
  const { requestId, wish, state, reason, onBehalf } = request
  return (
    <li>
      <div className="grow">
        <Tag className="tag-blue">{words.kinds[wish.kind]}</Tag>
        <StateTag state={state} />
        {onBehalf && <Tag className="tag-grey">{words.onBehalf}</Tag>}
        <p className="wish">{say(wish)}</p>
        {reason !== '' && <p className="wish">{words.reason(reason)}</p>}
      </div>
      {isOpen(request, today) && (
        <Button
          loading={withdrawing.isPending}
          aria-label={words.withdrawOf(say(wish))}
          onClick={() =>
            withdrawing.mutate({ params: { requestId } }, { onSuccess: () => void message.success(words.withdrawn) })
          }
        >
          {words.withdraw}
        </Button>
      )}
    </li>
  )
}

/** Whether it may still be taken back: nobody decided, or it is leave that has not begun. */
const isOpen = ({ state, wish }: Request, today: string): boolean =>
  state === 'waiting' || (state === 'approved' && wish.kind === 'leave' && wish.from.day > today)
