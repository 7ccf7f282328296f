import { App, Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listMatters, readMatter, recomputeClocks } from '../../../../src/contract/routes/matters.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { stampOf } from '../../parts/times.ts'
import { matterTypesWords } from './words.ts'

type Recomputed = OutputOf<typeof recomputeClocks>

/** What would be due at another time by the calendar as it is now; computed anew only when somebody says so. */
export function Recompute() {
  const words = useWords(matterTypesWords).recompute
  const { message } = App.useApp()
  const [found, setFound] = useState<Recomputed>()
  const [deciding, setDeciding] = useState(false)
  const looking = useDo(recomputeClocks)
  const doing = useDo(recomputeClocks, [listMatters, readMatter])
  const look = () => looking.mutate({ body: { dry: true, because: '' } }, { onSuccess: setFound })
  const recompute = (because: string) =>
    doing.mutate(
      { body: { dry: false, because } },
      {
        onSuccess: ({ changed }) => {
          setDeciding(false)
          setFound(undefined)
          void message.success(words.done(changed))
        },
      },
    )
  return (
    <Sheet title={words.title}>
      <p className="soft">{words.lead}</p>
      <Button loading={looking.isPending} onClick={look}>
        {found ? words.lookAgain : words.look}
      </Button>
      {found && <Changes found={found} />}
      {found && found.changed > 0 && (
        <Button type="primary" onClick={() => setDeciding(true)}>
          {words.do}
        </Button>
      )}
      {deciding && (
        <ReasonWanted
          title={words.do}
          explain={words.why}
          busy={doing.isPending}
          onGiven={recompute}
          onCancel={() => setDeciding(false)}
        />
      )}
    </Sheet>
  )
}

function Changes({ found: { open, changed, some } }: { found: Recomputed }) {
  const words = useWords(matterTypesWords).recompute
  if (changed === 0) return <p role="status">{words.same(open)}</p>
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
