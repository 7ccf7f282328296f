import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, answer } from '../../http/answer.ts'
import { addDays, dayOf, instantAt, toMs } from '../../kit/time.ts'
import { mostAsked } from '../crowd.ts'
import { eachPerson } from '../everybody.ts'
import { judgePerson } from '../judging.ts'
import { presentNow } from '../presentNow.ts'
import { getReachedUnit, listReachedUnits, overseers } from '../reach.ts'
import { stayOn } from '../stays.ts'
import { loadGround } from '../store/ground.ts'
import { listPosted } from '../store/postings.ts'

/** Who is there now. */
export const todayAnswer: Answer = answer(routes.readToday, async ({ query }, ask) => {
  const { db, countyId, now } = ask
  const units =
    query.unitId === undefined
      ? await listReachedUnits(ask, overseers)
      : (await getReachedUnit(ask, query.unitId, overseers)).below
  const today = dayOf(now)
  const ids = new Set(units.map((it) => it.unitId))
  const days = { from: addDays(today, -1), to: addDays(today, 1) }
  const most = mostAsked(days.from, days.to)
  const staffIds = await listPosted(db, countyId, { unitIds: [...ids], from: today, most })
  const ground = await loadGround(db, countyId, days, now)
  const people: OutputOf<typeof routes.readToday>['people'] = []
  for await (const file of eachPerson(db, ground, staffIds)) {
    const stay = stayOn(file.career.postings, file.career.firstSeen, today)
    const judged = stay.employed && ids.has(stay.unitId) && judgePerson(ground.judging, file, (id) => ids.has(id))
    if (!judged) continue
    const silences = ground.judging.silencesAt(stay.siteId)
    const state = presentNow(judged, toMs(now), silences, toMs(instantAt(today, '00:00')))
    people.push({ staffId: file.staffId, siteId: stay.siteId, ...state })
  }
  return { at: now, people }
})
