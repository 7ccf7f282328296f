import { Drawer, Tabs } from 'antd'
import { useState } from 'react'
import { eraseFromMonths } from '../../../../src/contract/routes/attendance.ts'
import { giveConsent, type StaffRow, setPin } from '../../../../src/contract/routes/people.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useWords } from '../../language.tsx'
import { useNow } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { ConsentSection } from './consentSection.tsx'
import { EnrolSection } from './enrolSection.tsx'
import { ErasureSection } from './erasureSection.tsx'
import { erasureWords } from './erasureWords.ts'
import { PinSection } from './pinSection.tsx'
import { StaffForm } from './staffForm.tsx'
import { staffWords } from './words.ts'

interface Props {
  readonly person: StaffRow | undefined
  readonly onClose: () => void
}

/** One person: details, and the ways to check in. */
export function StaffDrawer({ person, onClose }: Props) {
  const words = useWords(staffWords)
  const may = useMay()
  const [tab, setTab] = useState('details')
  const { tab: erasureTab } = useWords(erasureWords)
  const now = useNow()
  const details = { key: 'details', label: words.details, children: <StaffForm person={person} onKept={onClose} /> }
  const ways = person && {
    key: 'ways',
    label: words.ways,
    children: (
      <>
        {may(setPin) && <PinSection person={person} />}
        {may(giveConsent) && <ConsentSection person={person} />}
        <EnrolSection person={person} />
      </>
    ),
  }
  const isGone = person !== undefined && person.leftOn !== null && person.leftOn <= dayOf(now)
  const erasure = isGone &&
    may(eraseFromMonths) && { key: 'erasure', label: erasureTab, children: <ErasureSection person={person} /> }
  return (
    <Drawer open size={580} title={person?.name ?? words.add} onClose={onClose}>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[details, ways, erasure].filter((it) => it !== undefined && it !== false)}
      />
    </Drawer>
  )
}
