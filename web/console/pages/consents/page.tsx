import { Tabs } from 'antd'
import { listConsents } from '../../../../src/contract/routes/people.ts'
import { listEnrolments } from '../../../../src/contract/routes/presence.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { ConsentTable } from './consentTable.tsx'
import { EnrolmentTable } from './enrolmentTable.tsx'
import { consentsWords } from './words.ts'

/** Proofs around face use: consents, enrolments, deletions. */
export default function ConsentsPage() {
  const words = useWords(consentsWords)
  const names = useNames()
  const consents = useAsked(listConsents, { query: {} })
  const enrolments = useAsked(listEnrolments, {})
  return (
    <Page title={words.title} lead={words.lead}>
      <section className="sheet">
        <Tabs
          items={[
            {
              key: 'consents',
              label: words.consents,
              children: <Answered asked={consents}>{(rows) => <ConsentTable rows={rows} names={names} />}</Answered>,
            },
            {
              key: 'enrolments',
              label: words.enrolments,
              children: (
                <Answered asked={enrolments}>{(rows) => <EnrolmentTable rows={rows} names={names} />}</Answered>
              ),
            },
          ]}
        />
      </section>
    </Page>
  )
}
