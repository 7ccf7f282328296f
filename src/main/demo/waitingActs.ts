import { announceCallBack } from '../../contract/routes/ratings.ts'
import { keepTerminal } from '../../contract/routes/terminals.ts'
import { Refusal } from '../../kit/refusals.ts'
import { addDays, dayOf, toIso, toMs } from '../../kit/time.ts'
import { quarterOf } from '../../matter/rating/rules/right.ts'
import type { Act } from './acts.ts'
import type { Cast } from './cast.ts'
import { idOf } from './names.ts'
import type { DemoSpan } from './span.ts'

/** What waits: a call-back that the log has still to draw, and the town's old attendance terminal, which has said nothing yet. */
export function waitingActs({ court, town }: Cast, { now }: DemoSpan): Act[] {
  const at = toIso(toMs(now) - 40 * 60_000)
  return [
    { at, run: (office) => announceCalls(office, { court, town }, quarterOf(addDays(dayOf(now), -7))) },
    {
      at,
      run: async (office) => {
        const body = { siteId: town.site.siteId, name: '大厅旧考勤机（演示）', closed: false, pins: [] }
        await office.ask('kaoqin', keepTerminal, { params: { serial: 'DEMO20190417' }, body })
        return []
      },
    },
  ]
}

/** The court calls people of the town. In the first days of a quarter nothing of it has ended yet. */
async function announceCalls(
  office: Parameters<Act['run']>[0],
  { court, town }: Pick<Cast, 'court' | 'town'>,
  period: string,
): Promise<Act[]> {
  const body = { unitId: town.unit.unitId, callerUnitId: court.unit.unitId, period, size: 8 }
  const params = { callBackId: idOf('call-back of the town') }
  try {
    await office.ask('xian', announceCallBack, { params, body })
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
  }
  return []
}
