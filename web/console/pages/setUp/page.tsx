import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { setUp } from '../../../../src/contract/routes/setup.ts'
import { useWords } from '../../language.tsx'
import { Nothing } from '../../parts/page.tsx'
import { ToLogIn } from '../../parts/toLogIn.tsx'
import { useSession } from '../../session.ts'
import { Bare } from '../../shell/bare.tsx'
import { HandOut } from './handOut.tsx'
import { Wizard } from './wizard.tsx'
import { setUpWords } from './words.ts'

interface Outcome extends OutputOf<typeof setUp> {
  readonly countyName: string
}

/** First start: opened by the one-time link the program printed. */
export default function SetUpPage() {
  const words = useWords(setUpWords)
  const session = useSession()
  const [token] = useState(() => location.hash.slice(1))
  const [outcome, setOutcome] = useState<Outcome>()
  return (
    <Bare wide>
      {outcome ? (
        <HandOut countyName={outcome.countyName} invitations={outcome.invitations} />
      ) : session?.county ? (
        <Nothing whole title={words.already} next={words.alreadyNext} action={<ToLogIn />} />
      ) : token.length < 20 ? (
        <Nothing whole title={words.noToken} next={words.noTokenNext} />
      ) : (
        <Wizard
          token={token}
          onDone={(answer, countyName) => setOutcome({ invitations: answer.invitations, countyName })}
        />
      )}
    </Bare>
  )
}
