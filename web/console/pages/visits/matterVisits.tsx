import { listMatterVisits } from '../../../../src/contract/routes/visits.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { VisitTable } from './visitTable.tsx'
import { visitsWords } from './words.ts'

/** How often somebody had to come about a matter, and what became of it each time; nothing while nobody said. */
export function MatterVisits({ matterId }: { matterId: string }) {
  const words = useWords(visitsWords)
  const its = useAsked(listMatterVisits, { params: { matterId } }).data
  if (its === undefined || its.trips === 0) return null
  return (
    <Sheet title={words.trips(its.trips)}>
      <VisitTable rows={its.visits} withDay />
    </Sheet>
  )
}
