import { randomBytes } from 'node:crypto'
import type { Staff } from '../../contract/people.ts'
import * as routes from '../../contract/routes/people.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { hasLeft } from '../rules/staff.ts'
import { holdsWithin, maySeeUnit, pathOf } from '../rules/tree.ts'
import { digestOf } from '../secrets/password.ts'
import { pinOf } from '../secrets/token.ts'
import { describeStaff, findStaff, findTaken, forgetPin, keepPin, listStaff } from '../store/staff.ts'
import { findSite, listSites, lockCounty, readParents } from '../store/tree.ts'
import { checkTexts, demandTouch } from './tree.ts'

const listStaffAnswer = answer(routes.listStaff, async ({ query }, ask) => {
  const parents = await readParents(ask.db, ask.countyId)
  const { grants } = callerOf(ask)
  const today = dayOf(ask.now)
  // Whoever keeps the roster of a door sees who works behind it, of whatever unit.
  const atOwnDoor = new Set(
    (await listSites(ask.db, ask.countyId))
      .filter((site) => holdsWithin(grants, ['clerk'], pathOf(parents, site.unitId)))
      .map((site) => site.siteId),
  )
  const all = await listStaff(ask.db, ask.countyId, { siteId: query.siteId })
  const seen = all
    .filter(({ unitId, siteId }) => maySeeUnit(grants, pathOf(parents, unitId)) || atOwnDoor.has(siteId))
    .filter(({ unitId }) => query.unitId === undefined || pathOf(parents, unitId).includes(query.unitId))
    .filter((one) => query.left === undefined || hasLeft(one, today) === (query.left === 'yes'))
  return describeStaff(ask.db, ask.countyId, seen)
})

const keepStaff = answer(routes.keepStaff, async ({ params, body }, ask) => {
  const staff: Staff = { staffId: params.staffId, ...body, cardNo: body.cardNo || null }
  checkTexts(staff)
  await lockCounty(ask.db, ask.countyId)
  const before = await findStaff(ask.db, ask.countyId, staff.staffId)
  await demandTouch(ask, before ? [staff.unitId, before.unitId] : [staff.unitId])
  if (!(await findSite(ask.db, ask.countyId, staff.siteId))) refuse('badInput', ['siteId'])
  await demandFree(ask, staff)
  if (hasLeft(staff, dayOf(ask.now))) await forgetPin(ask.db, ask.countyId, staff.staffId)
  await ask.record('staffKept', staff, { staffId: staff.staffId, siteId: staff.siteId })
  return staff
})

async function demandFree(ask: Ask, staff: Staff): Promise<void> {
  const today = dayOf(ask.now)
  if (hasLeft(staff, today)) return
  const taken = await findTaken(ask.db, ask.countyId, staff, today)
  if (taken === 'employeeNo') refuse('employeeNoTaken')
  if (taken === 'cardNo') refuse('cardNoTaken')
}

const setPin = answer(routes.setPin, async ({ params }, ask) => {
  const staff = (await findStaff(ask.db, ask.countyId, params.staffId)) ?? refuse('notFound')
  await demandTouch(ask, [staff.unitId])
  if (hasLeft(staff, dayOf(ask.now))) refuse('notFound')
  const pin = drawPin()
  await keepPin(ask.db, ask.countyId, staff.staffId, await digestOf(pin), ask.now)
  await ask.record('pinSet', { staffId: staff.staffId }, { staffId: staff.staffId, siteId: staff.siteId })
  return { pin }
})

function drawPin(): string {
  for (;;) {
    const pin = pinOf([randomBytes(4).readUInt32LE()])
    if (pin !== undefined) return pin
  }
}

export const staffAnswers: readonly Answer[] = [listStaffAnswer, keepStaff, setPin]
