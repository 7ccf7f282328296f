import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { decideRequest, listRequests, withdrawRequest } from '../../../../src/contract/routes/requests.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { useNames } from '../../parts/names.ts'
import { ReasonWanted } from '../../parts/reason.tsx'
import { agoLabel, useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { stateTones, useSayWish } from './saying.ts'
import { requestWords } from './words.ts'

type Row = OutputOf<typeof listRequests>[number]

/** One request: who, what, since when, and what can be done about it. */
export function RequestItem({ request }: { request: Row }) {
  const words = useWords(requestWords)
  const { language } = useLanguage()
  const names = useNames()
  const say = useSayWish()
  const now = useNow(300)
  const { wish, state, onBehalf, reason, madeAt, staffId } = request
  return (
    <li>
      <div className="grow">
        <strong>{names.person(staffId)}</strong> <Tag className="tag-blue">{words.kinds[wish.kind]}</Tag>
        <StateTag state={state} />
        {onBehalf && <Tag className="tag-grey">{words.onBehalf}</Tag>}
        <p className="wish">{say(wish)}</p>
        {reason !== '' && <p className="wish">{words.reason(reason)}</p>}
        <small className="soft">
          {words.made(agoLabel(madeAt, now, language))}
          {wish.kind === 'outing' && state === 'waiting' && ` · ${words.holds}`}
        </small>
      </div>
      {state === 'waiting' && <Deciding request={request} name={names.person(staffId)} />}
    </li>
  )
}

/** Where a request stands: a mark and a word. */
export function StateTag({ state }: Pick<Row, 'state'>) {
  const words = useWords(requestWords)
  return <MarkedTag mark={words.marks[state]} tone={stateTones[state]} word={words.states[state]} />
}

function Deciding({ request: { requestId, wish, mayDecide }, name }: { request: Row; name: string }) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const may = useMay()
  const [refusing, setRefusing] = useState(false)
  const deciding = useDo(decideRequest, [listRequests])
  const decide = (decision: 'approved' | 'refused', reason: string) =>
    // Decided, the row may leave the list and this with it: the promise still tells the end.
    deciding
      .mutateAsync({ params: { requestId }, body: { decision, reason } })
      .then(() => {
        setRefusing(false)
        void message.success(words[decision])
      })
      .catch(() => undefined)
  return (
    <div className="actions">
      {mayDecide && (
        <>
          <Button
            type="primary"
            aria-label={words.approveOf(name)}
            loading={deciding.isPending && !refusing}
            onClick={() => decide('approved', '')}
          >
            {words.approve}
          </Button>
          <Button aria-label={words.refuseOf(name)} onClick={() => setRefusing(true)}>
            {words.refuse}
          </Button>
        </>
      )}
      {!mayDecide && <span className="soft">{wish.kind === 'appeal' ? words.above : words.notMine}</span>}
      {!mayDecide && may(withdrawRequest) && <Withdrawing requestId={requestId} />}
      {refusing && (
        <ReasonWanted
          title={words.refuse}
          explain={words.refuseWhy}
          busy={deciding.isPending}
          onGiven={(reason) => decide('refused', reason)}
          onCancel={() => setRefusing(false)}
        />
      )}
    </div>
  )
}

function Withdrawing({ requestId }: { requestId: string }) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const withdrawing = useDo(withdrawRequest, [listRequests])
  return (
    <Button
      loading={withdrawing.isPending}
      onClick={() =>
        withdrawing
          .mutateAsync({ params: { requestId } })
          .then(() => void message.success(words.withdrawn))
          .catch(() => undefined)
      }
    >
      {words.withdraw}
    </Button>
  )
}
