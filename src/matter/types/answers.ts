import type { MatterType, MatterTypeRow } from '../../contract/matterTypes.ts'
import * as routes from '../../contract/routes/matterTypes.ts'
import { type Answer, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { doOrPropose } from '../../people/proposing.ts'
import { lockCounty } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { matterTypesAct } from './acts.ts'
import { changesOf, isSameType } from './changes.ts'
import { hoursAnswers } from './hoursAnswers.ts'
import { judgeAll, loadFrame, takesTwo } from './judging.ts'
import { countOpen } from './open.ts'
import { otherType } from './other.ts'
import { sheetAnswers } from './sheetAnswers.ts'
import { soundsOf } from './sounds.ts'
import { listAllVersions, listVersions, type TypeKept } from './store.ts'

/** The kinds of matter, the working hours, and both as sheets. */
export const matterTypeAnswers: readonly Answer[] = [
  answer(routes.listMatterTypes, async (_, ask) => {
    const { db, countyId, now } = ask
    const [all, open] = [await listAllVersions(db, countyId), await countOpen(db, countyId)]
    const today = dayOf(now)
    return all.flatMap((versions) => {
      const shown = versions.findLast(({ type }) => type.from <= today) ?? versions[0]
      return shown ? [rowOf(shown, open)] : []
    })
  }),

  answer(routes.listMatterTypeVersions, async ({ params }, ask) => {
    const versions = await listVersions(ask.db, ask.countyId, params.typeId)
    if (versions.length === 0) refuse('notFound')
    const { units } = await loadFrame(ask)
    const told = versions.map((it, i) => {
      const before = versions[i - 1]?.type
      return { ...it, changes: before ? changesOf(before, it.type, units.spellUnit) : [] }
    })
    return told.reverse()
  }),

  answer(routes.checkMatterType, async ({ body }, ask) => {
    const judged = judgeAll([body], await loadFrame(ask))
    const [{ faults, warnings, changes }] = judged as [(typeof judged)[number]]
    return { faults: [...faults], warnings: [...warnings], changes: [...changes], takesTwo: takesTwo(judged) }
  }),

  answer(routes.keepMatterType, async ({ body: { why: reason, ...type } }, ask) => {
    const frame = await loadFrame(ask)
    const before = frame.newest.get(type.typeId)
    const open = await countOpen(ask.db, ask.countyId)
    if (before && isUnchanged(before, type)) {
      return { ...rowOf(before, open), warnings: [], second: { state: 'notNeeded' as const } }
    }
    const judged = judgeAll([type], frame)
    const faults = judged.flatMap((it) => it.faults)
    if (faults.length > 0) refuse('matterTypeWrong', faults)
    const how = { takesTwo: takesTwo(judged), reason }
    const second = await doOrPropose(ask, matterTypesAct, { kind: 'matterTypes', types: [type] }, how)
    const warnings = judged.flatMap((it) => it.warnings)
    return { ...rowOf({ type, retired: false, at: ask.now }, open), warnings, second }
  }),

  answer(routes.retireMatterType, async ({ params, body: { reason } }, ask) => {
    demandLines('reason', reason)
    const { typeId } = params
    if (typeId === otherType.typeId) refuse('otherStays')
    await lockCounty(ask.db, ask.countyId)
    const newest = (await listVersions(ask.db, ask.countyId, typeId)).at(-1) ?? refuse('notFound')
    if (newest.retired) refuse('alreadyDone')
    await ask.record('matterTypeRetired', { typeId, reason })
    return { done: true as const }
  }),

  ...sheetAnswers,
  ...hoursAnswers,
]

const rowOf = ({ type, retired, at }: TypeKept, open: ReadonlyMap<string, number>): MatterTypeRow => ({
  ...type,
  ...{ retired, at },
  openMatters: open.get(type.typeId) ?? 0,
  sounds: soundsOf(type),
})

/** The same call again, or a page saved without a change. */
const isUnchanged = ({ type, retired }: TypeKept, given: MatterType): boolean =>
  !retired && given.from === type.from && isSameType(given, type)
