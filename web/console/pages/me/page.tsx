import { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Page, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useSession } from '../../session.ts'
import { OwnCheckIns } from './ownCheckIns.tsx'
import { OwnConsent } from './ownConsent.tsx'
import { OwnDuties } from './ownDuties.tsx'
import { OwnOuting } from './ownOuting.tsx'
import { meWords } from './words.ts'

/** One's own record, and the few things a member of staff does here. */
export default function MePage() {
  const words = useWords(meWords)
  const asked = useAsked(readOwnRecord, {})
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(record) => (
          <div className="columns">
            <div>
              <OwnDuties duties={record.duties} />
              <OwnCheckIns checkIns={record.checkIns} />
            </div>
            <div>
              <OwnOuting staff={record.staff} />
              <OwnConsent record={record} />
              <Wrong />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  )
}

function Wrong() {
  const words = useWords(meWords)
  const complaints = useSession()?.county?.complaints
  if (complaints === undefined) return null
  return (
    <Sheet title={words.wrong}>
      <p>{words.wrongLead(complaints.name)}</p>
      <a className="phone" href={`tel:${complaints.phone}`}>
        {complaints.phone}
      </a>
    </Sheet>
  )
}
