import type { AttendanceRule, Words } from '../../contract/attendance.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { standardRule } from '../../contract/standardRule.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf } from '../../kit/time.ts'
import { act, doOrPropose, type Prepared } from '../../people/proposing.ts'
import { pathOf } from '../../people/rules/tree.ts'
import { listUnits, readParents } from '../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../people/texts.ts'
import { changesFrom, type Effect, longestReach, previewChange } from '../preview.ts'
import { getReachedUnit, keepers } from '../reach.ts'
import { openRuleBook } from '../ruleBook.ts'
import { tellLift, tellRule } from '../ruleTold.ts'
import { isAmbiguous } from '../sheet.ts'
import { listPrintedMonths } from '../store/months.ts'
import { listKeptRules } from '../store/rules.ts'

const listRules = answer(routes.listRules, async (_, { db, countyId }) => {
  const kept = await listKeptRules(db, countyId)
  return kept.some((it) => it.ruleId === standardRule.ruleId) ? kept : [standardRule, ...kept]
})

const previewRule = answer(routes.previewRule, async ({ body }, ask) => {
  const { people, total, differences } = await effectOf(ask, body)
  return { people, total, differences: [...differences] }
})

const keepRule = answer(routes.keepRule, async ({ params, body }, ask) => {
  const rule = { ruleId: params.ruleId, ...body.rule }
  const asSeen = act('rule', (asked, change) => prepareRule(asked, change.rule, body.seen))
  const how = { takesTwo: true, reason: body.why }
  return { ...rule, second: await doOrPropose(ask, asSeen, { kind: 'rule', rule }, how) }
})

/** A rule by which a unit is judged: proposed within it, confirmed from above. */
export const ruleAct = act('rule', (ask, { rule }) => prepareRule(ask, rule))

/** `seen` is how many half-days whoever proposes it was shown to be judged otherwise. */
async function prepareRule(ask: Ask, rule: AttendanceRule, seen?: number): Promise<Prepared> {
  const { db, countyId } = ask
  const effect = await effectOf(ask, rule)
  if (seen !== undefined && effect.total !== seen) refuse('ruleSeenOtherwise', { total: effect.total })
  const unitPath = pathOf(await readParents(db, countyId), rule.unitId ?? '')
  const kept = await listKeptRules(db, countyId)
  const before = kept.find((it) => it.ruleId === rule.ruleId) ?? openRuleBook(kept).ruleOn(unitPath, rule.effectiveFrom)
  return {
    concern: { unitId: rule.unitId, staffIds: [], accountIds: [] },
    told: tellRule(await unitNamed(ask, rule.unitId), before, rule, effect),
    keep: async () => [await ask.record('attendanceRuleKept', rule)],
  }
}

const findRule = async ({ db, countyId }: Ask, ruleId: string): Promise<AttendanceRule | undefined> =>
  (await listKeptRules(db, countyId)).find((it) => it.ruleId === ruleId)

async function unitNamed({ db, countyId }: Ask, unitId: string | null): Promise<Words> {
  const unit = unitId === null ? undefined : (await listUnits(db, countyId)).find((it) => it.unitId === unitId)
  return unit === undefined ? { zh: '全县', en: 'the whole county' } : { zh: unit.name, en: unit.name }
}

/** Checks a rule, then tells what it would change. */
async function effectOf(ask: Ask, rule: AttendanceRule): Promise<Effect> {
  const { db, countyId, now } = ask
  const before = await findRule(ask, rule.ruleId)
  for (const one of before ? [before, rule] : [rule]) await demandScope(ask, one.unitId)
  demandSense(rule)
  if (changesFrom({ rule, before }) < addDays(dayOf(now), -longestReach)) refuse('ruleTooOld')
  const units = new Set([...(await scopeOf(ask, rule)), ...(before ? await scopeOf(ask, before) : [])])
  return previewChange(db, countyId, { rule, before, unitIds: [...units] }, now)
}

/** The rule of the county is the county's; that of a unit is kept by whoever keeps its attendance. */
async function demandScope(ask: Ask, unitId: string | null): Promise<void> {
  if (unitId !== null) await getReachedUnit(ask, unitId, keepers)
  else if (!callerOf(ask).grants.some(({ role }) => role === 'county')) refuse('forbidden')
}

function demandSense({ ruleId, unitId, checkInsPerDay, fourReason, legend, periods, basis }: AttendanceRule): void {
  // The shipped rule holds for all: under its id none of a unit takes its place in the list.
  if (ruleId === standardRule.ruleId && unitId !== null) refuse('badInput', ['ruleId'])
  demandLines('fourReason', fourReason)
  demandLines('basis', basis)
  demandTexts({ legend: Object.values(legend).join('  ') })
  if ((checkInsPerDay === 4) === (fourReason === '')) refuse('fourReasonWanted')
  if (isAmbiguous(legend)) refuse('legendAmbiguous')
  const { am, pm } = periods
  const times = [am.from, am.to, pm.from, pm.to]
  if (times.some((time, i) => i > 0 && i !== 2 && time <= (times[i - 1] ?? '')) || pm.from < am.to)
    refuse('badInput', ['periods'])
}

async function scopeOf({ db, countyId }: Ask, { unitId }: Pick<AttendanceRule, 'unitId'>): Promise<string[]> {
  const units = await listUnits(db, countyId)
  const parents = new Map(units.map((it) => [it.unitId, it.parentId]))
  return units.map((it) => it.unitId).filter((id) => unitId === null || pathOf(parents, id).includes(unitId))
}

const liftRule = answer(routes.liftRule, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  const { reason } = body
  const change = { kind: 'ruleLift', ruleId: params.ruleId, reason } as const
  return { done: true as const, second: await doOrPropose(ask, ruleLiftAct, change, { takesTwo: true, reason }) }
})

export const ruleLiftAct = act('ruleLift', async (ask, { ruleId, reason }) => {
  const { db, countyId } = ask
  const rule = (await findRule(ask, ruleId)) ?? refuse('notFound')
  await demandScope(ask, rule.unitId)
  const parents = await readParents(db, countyId)
  const printed = await listPrintedMonths(db, countyId, rule.effectiveFrom.slice(0, 7))
  if (printed.some(({ unitId }) => rule.unitId === null || pathOf(parents, unitId).includes(rule.unitId))) {
    refuse('ruleInPrint')
  }
  return {
    concern: { unitId: rule.unitId, staffIds: [], accountIds: [] },
    told: tellLift(await unitNamed(ask, rule.unitId), rule),
    keep: async () => [await ask.record('attendanceRuleLifted', { ruleId: rule.ruleId, reason })],
  }
})

/** The rules by which days are judged. */
export const ruleAnswers: readonly Answer[] = [listRules, previewRule, keepRule, liftRule]
