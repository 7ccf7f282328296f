import { App, Button } from 'antd'
import { type CheckInRow, countersign, listCheckIns } from '../../../../src/contract/routes/presence.ts'
import { clockOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { SimulatedTag } from '../../parts/handing.tsx'
import { EyeIcon } from '../../parts/icons.tsx'
import type { Names } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { todayWords } from './words.ts'

/** A terminal of another maker is a witness of its own, and of too many to be countersigned by hand. */
const isUnseen = ({ method }: CheckInRow): boolean => method !== null && method !== 'face' && method !== 'terminal'

/** Check-ins without a face that nobody has witnessed, for those who may. The only place that shows a method. */
export function Unseen({ rows, names }: { rows: readonly CheckInRow[]; names: Names }) {
  const words = useWords(todayWords)
  const { message } = App.useApp()
  const may = useMay()
  const witnessing = useDo(countersign, [listCheckIns])
  const waiting = rows.filter((it) => isUnseen(it) && it.countersignedBy === null)
  if (!may(countersign) || waiting.length === 0) return null

  const witness = (checkInId: string) =>
    witnessing.mutate({ params: { checkInId } }, { onSuccess: () => void message.success(words.seenDone) })
  return (
    <Sheet title={words.unseen}>
      <p className="soft">{words.unseenLead}</p>
      <ul className="rows">
        {waiting.map((it) => (
          <li key={it.checkInId}>
            <span className="grow">
              <strong>{names.person(it.staffId)}</strong>{' '}
              <span className="soft">
                <span className="numbers">{clockOf(it.at)}</span> · {names.site(it.siteId)} ·{' '}
                {it.method !== null && words.ways[it.method]}
              </span>
            </span>
            {it.simulated && <SimulatedTag />}
            <Button
              icon={<EyeIcon />}
              aria-label={`${words.seen}：${names.person(it.staffId)}`}
              loading={witnessing.isPending && witnessing.variables.params.checkInId === it.checkInId}
              onClick={() => witness(it.checkInId)}
            >
              {words.seen}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
