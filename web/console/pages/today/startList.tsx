import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from 'wouter'
import { listDuties } from '../../../../src/contract/routes/duties.ts'
import { keepStaff, listStaff } from '../../../../src/contract/routes/people.ts'
import { listDevices } from '../../../../src/contract/routes/presence.ts'
import { addDays, type Day } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { wasBoardOpened } from '../../parts/boardLinks.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { readStart, type StartStep, startSteps } from './start.ts'
import { todayWords } from './words.ts'

const places: Record<StartStep, string> = {
  staff: pages.staff.path,
  pins: pages.staff.path,
  kiosk: pages.units.path,
  enrol: pages.staff.path,
  duties: pages.duties.path,
  board: pages.units.path,
}

/** What a new county still has to do before a site works; gone once all is done or the site visibly works. Only for those who can do it. */
export function StartList({ day, working }: { day: Day; working: boolean }) {
  const words = useWords(todayWords)
  const may = useMay()
  const mine = may(keepStaff)
  const staff = useAsked(listStaff, {}, { enabled: mine }).data
  const devices = useAsked(listDevices, {}, { enabled: mine }).data
  const planned = useAsked(listDuties, { query: { from: day, to: addDays(day, 13) } }, { enabled: mine }).data
  if (staff === undefined || devices === undefined || planned === undefined) return null

  const done = readStart({ staff, devices, duties: planned.duties, boardOpened: wasBoardOpened() })
  const openSteps = startSteps.filter((step) => !done.has(step))
  if (openSteps.length === 0 || (working && openSteps.every((step) => step === 'board'))) return null
  return (
    <Sheet title={words.start.title}>
      <p className="soft">{words.start.lead}</p>
      <ol className="start-list">
        {startSteps.map((step) => (
          <li key={step} className={done.has(step) ? 'done' : undefined}>
            {done.has(step) ? <CheckCircleFilled aria-label={words.start.done} role="img" /> : <i aria-hidden="true" />}
            <div>
              <Link href={places[step]}>{words.start[step]}</Link>
              <span className="soft">{words.start[`${step}How`]}</span>
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
