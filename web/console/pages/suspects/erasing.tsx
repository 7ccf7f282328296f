import { App, Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { eraseSuspect, listSuspects } from '../../../../src/contract/routes/suspects.ts'
import type { Suspect } from '../../../../src/contract/suspects.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { DeleteIcon } from '../../parts/icons.tsx'
import { Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { stampOf, useNow } from '../../parts/times.ts'
import { readErasable } from './reading.ts'
import { suspectWords } from './words.ts'

/** Destroys one that is settled, after a reason was given. Says from when on where it is too early. */
export function Erasing({ suspect }: { suspect: Suspect }) {
  const words = useWords(suspectWords)
  const { message } = App.useApp()
  const [, setSearch] = useSearchParams()
  const [asking, setAsking] = useState(false)
  const erasing = useDo(eraseSuspect, [listSuspects])
  const erasable = readErasable(suspect, useNow())
  if (erasable.kind === 'open') return null
  const erase = (reason: string) =>
    erasing.mutate(
      { params: { suspectId: suspect.suspectId }, body: { reason } },
      {
        onSuccess: () => {
          void message.success(words.erased)
          setSearch({})
        },
      },
    )
  return (
    <Sheet title={words.erase}>
      <p>{words.eraseWhat}</p>
      {erasable.kind === 'later' ? (
        <p className="hint">{words.eraseLater(stampOf(erasable.from))}</p>
      ) : (
        <Button danger icon={<DeleteIcon />} onClick={() => setAsking(true)}>
          {words.erase}
        </Button>
      )}
      {asking && (
        <ReasonWanted
          title={words.eraseSure}
          explain={words.eraseWhat}
          busy={erasing.isPending}
          onGiven={erase}
          onCancel={() => setAsking(false)}
        />
      )}
    </Sheet>
  )
}
