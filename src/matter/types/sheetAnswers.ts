import type { MatterType } from '../../contract/matterTypes.ts'
import * as routes from '../../contract/routes/matterTypes.ts'
import { type Answer, type Ask, answer, callerOf, type Upload } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { doOrPropose } from '../../people/proposing.ts'
import { writeSheets } from '../../people/sheet/write.ts'
import { readSheets } from '../../people/sheet/xlsx.ts'
import { matterTypesAct } from './acts.ts'
import { type Frame, judgeAll, loadFrame, takesTwo } from './judging.ts'
import { listSamples } from './samples.ts'
import { lookedFor } from './sheet/columns.ts'
import { readTypes } from './sheet/read.ts'
import { typeTables } from './sheet/write.ts'

/** Kinds of matter out of a workbook and into one. */
export const sheetAnswers: readonly Answer[] = [
  answer(routes.previewMatterTypes, async ({ file }, ask) => {
    const frame = await loadFrame(ask)
    const { types, faults } = await readFile(file, frame, ask)
    const changed = types.filter(({ change }) => change !== 'same').map(({ type }) => type)
    const judged = new Map(judgeAll(changed, frame).map((it) => [it.type.typeId, it]))
    const shown = types.map(({ type, change }) => {
      const { changes = [], warnings = [] } = judged.get(type.typeId) ?? {}
      return { type, change, changes: [...changes], warnings: [...warnings] }
    })
    return { types: shown, faults, takesTwo: takesTwo([...judged.values()]) }
  }),

  answer(routes.importMatterTypes, async ({ file, query: { why: reason } }, ask) => {
    const frame = await loadFrame(ask)
    const { types, faults } = await readFile(file, frame, ask)
    if (faults.length > 0) refuse('importHasBadRows', faults.slice(0, 50))
    const changed = types.filter(({ change }) => change !== 'same').map(({ type }) => type)
    const counts = { kept: changed.length, unchanged: types.length - changed.length }
    if (changed.length === 0) return { ...counts, second: { state: 'notNeeded' as const } }
    const how = { takesTwo: takesTwo(judgeAll(changed, frame)), reason }
    return { ...counts, second: await doOrPropose(ask, matterTypesAct, { kind: 'matterTypes', types: changed }, how) }
  }),

  answer(routes.saveMatterTypes, async ({ query: { language } }, ask) => {
    const frame = await loadFrame(ask)
    const kept = [...frame.newest.values()].filter(({ retired }) => !retired).map(({ type }) => type)
    // A county that has defined nothing yet gets an example to write over instead.
    const types =
      kept.length > 1 || kept.some(({ version }) => version > 1) ? kept : listSamples(dayOf(ask.now), newId).slice(0, 1)
    return sendTypes(ask, types, frame, { name: 'matter-types', language })
  }),

  answer(routes.saveSampleTypes, async ({ query: { language } }, ask) =>
    sendTypes(ask, listSamples(dayOf(ask.now), newId), await loadFrame(ask), { name: 'matter-samples', language }),
  ),
]

async function readFile({ bytes }: Upload, { newest, units, unitIds }: Frame, { now }: Ask) {
  const known = new Map([...newest.values()].map((it) => [it.type.code, it]))
  return readTypes(await readSheets(bytes, lookedFor), {
    known,
    findUnit: units.unit,
    unitIds,
    today: dayOf(now),
    newId,
  })
}

async function sendTypes(
  ask: Ask,
  types: readonly MatterType[],
  { units }: Frame,
  { name, language = ask.language }: { name: string; language: Ask['language'] | undefined },
): Promise<Buffer> {
  const tables = typeTables(types, units.spellUnit, language)
  const bytes = await writeSheets(tables, { by: callerOf(ask).name, at: ask.now })
  const stamp = ask.now.slice(0, 19).replaceAll(/[-:T]/g, '')
  ask.reply.header('content-disposition', `attachment; filename="${name}-${stamp}.xlsx"`)
  ask.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return bytes
}
