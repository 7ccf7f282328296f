import * as routes from '../../contract/routes/people.ts'
import { factOf } from '../../fact/store.ts'
import { type Answer, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { auditKinds, toldBody } from './auditKinds.ts'

const pageSize = 100

/** A page of what was done, newest first; `before` is the id of the last one seen. */
const readAudit = answer(routes.readAudit, async ({ query: { before, kind } }, { db, countyId }) => {
  const kinds: readonly string[] = auditKinds
  if (kind !== undefined && !kinds.includes(kind)) refuse('badInput', ['kind'])
  let query = db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('body', 'is not', null)
    .where('kind', 'in', kind === undefined ? kinds : [kind])
  if (before !== undefined) {
    const seen = db.selectFrom('fact').select('position').where('county_id', '=', countyId).where('id', '=', before)
    query = query.where('position', '<', seen)
  }
  const rows = await query.orderBy('position', 'desc').limit(pageSize).execute()
  return rows.map((row) => {
    const fact = factOf(row)
    const { id, at, by, kind: what } = fact
    return { id, at, kind: what, by, body: toldBody(fact) }
  })
})

export const auditAnswers: readonly Answer[] = [readAudit]
