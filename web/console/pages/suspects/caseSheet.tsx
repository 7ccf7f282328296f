import { readCaseFile } from '../../../../src/contract/routes/suspects.ts'
import { useAsked } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { suspectWords } from './words.ts'

/** Who had a part in what was confirmed, and since when it could be seen. */
export function CaseSheet({ suspectId }: { suspectId: string }) {
  const words = useWords(suspectWords)
  const common = useWords(commonWords)
  const asked = useAsked(readCaseFile, { params: { suspectId } })
  return (
    <Sheet title={words.caseFile}>
      <Answered asked={asked}>
        {({ parts, visibleSince, earlier }) => (
          <>
            <p>
              {words.caseSince(stampOf(visibleSince))} {words.caseEarlier(earlier.length)}
            </p>
            <ul className="rows">
              {parts.map(({ part, name, at, factId, checkInId, accountId, staffId }) => (
                <li key={[part, factId, checkInId, accountId, staffId].join(' ')}>
                  <div className="grow">
                    <strong>{name ?? common.unknownPerson}</strong> {words.caseParts[part]}{' '}
                    <span className="soft numbers">{stampOf(at)}</span>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Sheet>
  )
}
