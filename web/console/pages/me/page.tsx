import { readOwnRecord } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Feeds } from '../../parts/feeds.tsx'
import { Page, Sheet } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { useSession } from '../../session.ts'
import './me.css'
import { AskLeave } from './askLeave.tsx'
import { Digest } from './digest.tsx'
import { OwnAdvice } from './ownAdvice.tsx'
import { OwnCheckIns } from './ownCheckIns.tsx'
import { OwnConsent } from './ownConsent.tsx'
import { OwnDuties } from './ownDuties.tsx'
import { OwnMonth } from './ownMonth.tsx'
import { OwnOuting } from './ownOuting.tsx'
import { OwnReceipts } from './ownReceipts.tsx'
import { OwnRequests } from './ownRequests.tsx'
import { OwnSuspects } from './ownSuspects.tsx'
import { IncomingSwaps } from './swaps.tsx'
import { meWords } from './words.ts'

/** One's own record, and the few things a member of staff does here. */
export default function MePage() {
  const words = useWords(meWords)
  const asked = useAsked(readOwnRecord, {})
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(record) => (
          <>
            <Digest />
            <IncomingSwaps staffId={record.staff.staffId} />
            <div className="quick">
              <AskLeave staff={record.staff} />
              <OwnOuting staff={record.staff} />
            </div>
            <OwnSuspects />
            <OwnMonth staff={record.staff} />
            <div className="columns">
              <div>
                <OwnRequests />
                <OwnDuties duties={record.duties} />
                <OwnCheckIns checkIns={record.checkIns} />
              </div>
              <div>
                <OwnAdvice />
                <Feeds of={{ kind: 'staff', staffId: record.staff.staffId }} />
                <OwnConsent record={record} />
                <OwnReceipts />
                <Wrong />
              </div>
            </div>
          </>
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
