import * as routes from '../../contract/routes/matterTypes.ts'
import { type Answer, answer } from '../../http/answer.ts'
import { dayOf } from '../../kit/time.ts'
import { doOrPropose } from '../../people/proposing.ts'
import { workingHoursAct } from './acts.ts'
import { listHours } from './store.ts'

/** The hours deadlines are counted in. */
export const hoursAnswers: readonly Answer[] = [
  answer(routes.listWorkingHours, (_, { db, countyId }) => listHours(db, countyId)),

  answer(routes.keepWorkingHours, async ({ body: { unitId, hours, reason } }, ask) => {
    const how = { takesTwo: hours.from < dayOf(ask.now), reason }
    const change = { kind: 'workingHours', unitId, hours, reason } as const
    return { done: true as const, second: await doOrPropose(ask, workingHoursAct, change, how) }
  }),
]
