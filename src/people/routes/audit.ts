import * as routes from '../../contract/routes/people.ts'
import { peopleKinds } from '../../fact/kinds/people.ts'
import { proposalKinds } from '../../fact/kinds/proposal.ts'
import { factOf } from '../../fact/store.ts'
import { type Answer, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'

/** Beside people, accounts and roles: what took two persons, what was taken out of the house, and what was destroyed. */
const auditKinds: readonly string[] = [
  ...Object.keys(peopleKinds),
  ...Object.keys(proposalKinds),
  'monthExported',
  'factErased',
]
const pageSize = 100

/** A page of what happened to people, accounts and roles, newest first; `before` is the id of the last one seen. */
const readAudit = answer(routes.readAudit, async ({ query: { before, kind } }, { db, countyId }) => {
  if (kind !== undefined && !auditKinds.includes(kind)) refuse('badInput', ['kind'])
  let query = db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('body', 'is not', null)
    .where('kind', 'in', kind === undefined ? auditKinds : [kind])
  if (before !== undefined) {
    const seen = db.selectFrom('fact').select('position').where('county_id', '=', countyId).where('id', '=', before)
    query = query.where('position', '<', seen)
  }
  const rows = await query.orderBy('position', 'desc').limit(pageSize).execute()
  return rows.map((row) => {
    const { id, at, by, body, kind: what } = factOf(row)
    return { id, at, kind: what, by, body }
  })
})

export const auditAnswers: readonly Answer[] = [readAudit]
