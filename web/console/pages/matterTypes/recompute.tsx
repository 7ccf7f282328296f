import { App, Button, Progress } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { stampOf } from '../../parts/times.ts'
import { begun, type Run } from './recomputeRun.ts'
import { useRecomputing } from './recomputing.ts'
import { matterTypesWords } from './words.ts'

/** What would be due at another time by the calendar as it is now; computed anew only when somebody says so. */
export function Recompute() {
  const words = useWords(matterTypesWords).recompute
  const { message } = App.useApp()
  const { run, go, halt, forget } = useRecomputing()
  const [deciding, setDeciding] = useState(false)
  const goOn = (from: Run) =>
    void go(from).then(({ state, dry, changed }) => {
      if (state !== 'done' || dry) return
      forget()
      void message.success(words.done(changed))
    })
  const decide = (because: string) => {
    setDeciding(false)
    goOn(begun(false, because))
  }
  const going = run?.state === 'going'
  const found = run?.dry ? run : undefined
  return (
    <Sheet title={words.title}>
      <p className="soft">{words.lead}</p>
      <div className="actions">
        <Button disabled={going} onClick={() => goOn(begun(true, ''))}>
          {found ? words.lookAgain : words.look}
        </Button>
        {going && <Button onClick={halt}>{words.halt}</Button>}
        {run?.state === 'halted' && <Button onClick={() => goOn(run)}>{words.goOn}</Button>}
      </div>
      {run && run.state !== 'done' && <HowFar run={run} />}
      {found && (found.state !== 'going' || found.changed > 0) && <Changes found={found} />}
      {found?.state === 'done' && found.changed > 0 && (
        <Button type="primary" onClick={() => setDeciding(true)}>
          {words.do}
        </Button>
      )}
      {deciding && (
        <ReasonWanted
          title={words.do}
          explain={words.why}
          busy={false}
          onGiven={decide}
          onCancel={() => setDeciding(false)}
        />
      )}
    </Sheet>
  )
}

/** How many of how many were looked at, and that what was done stays done when it is halted. */
function HowFar({ run: { state, dry, open, looked, changed } }: { run: Run }) {
  const words = useWords(matterTypesWords).recompute
  const percent = open === 0 ? 0 : Math.min(100, Math.floor((looked / open) * 100))
  return (
    <div role="status">
      <Progress percent={percent} showInfo={false} aria-label={words.title} />
      <p>
        {state === 'going' ? words.going(looked, open) : words.halted(looked, open)}
        {!dry && ` ${words.done(changed)}`}
      </p>
    </div>
  )
}

function Changes({ found: { state, open, changed, some } }: { found: Run }) {
  const words = useWords(matterTypesWords).recompute
  if (changed === 0) return state === 'done' ? <p role="status">{words.same(open)}</p> : null
  return (
    <div role="status">
      <p>{words.would(open, changed)}</p>
      <ul className="rows">
        {some.map(({ matterId, title, scope, before, after }) => (
          <li key={`${matterId} ${scope} ${before}`}>
            <div className="grow">
              <strong>{title}</strong> <span className="soft">· {words.scopes[scope] ?? scope}</span>
              <p className="numbers">
                {stampOf(before)} → {stampOf(after)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {some.length < changed && <p className="soft">{words.some}</p>}
    </div>
  )
}
