import { Tag } from 'antd'
import { listSessionsOfAccount } from '../../../../src/contract/routes/auth.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { accountWords } from './words.ts'

export function SessionsSheet() {
  const words = useWords(accountWords)
  const asked = useAsked(listSessionsOfAccount, {})
  return (
    <Sheet title={words.sessions}>
      <p className="soft">{words.sessionsLead}</p>
      <Answered asked={asked}>
        {(sessions) => (
          <ul className="rows">
            {sessions.map((it) => (
              <li key={it.sessionId}>
                <div className="grow numbers">
                  {words.opened} {stampOf(it.openedAt)}
                  <div className="soft">
                    {words.lastSeen} {stampOf(it.lastSeenAt)}
                  </div>
                </div>
                {it.current && <Tag className="tag-blue">{words.current}</Tag>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}
