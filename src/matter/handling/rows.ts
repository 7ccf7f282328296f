import type { MatterRow } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { ClockworkOf } from './clocks.ts'
import { isLate, lampOf, lightAt } from './light.ts'
import { hasEnded, holderOf, type Matter, stepOf, titleOf } from './matter.ts'
import { loadNames, type Names } from './naming.ts'
import { typeOf } from './store.ts'
import { loadWorkingTimes } from './working.ts'

/** Matters as lists show them. */
export async function describeMatters(
  db: Db,
  countyId: number,
  matters: readonly Matter[],
  now: Iso,
): Promise<MatterRow[]> {
  const [names, types, times] = await Promise.all([
    loadNames(
      db,
      countyId,
      matters.map((it) => holderOf(it).staffId),
    ),
    loadTypes(db, countyId, matters),
    loadWorkingTimes(db, countyId),
  ])
  return matters.map((matter) => describeRow(matter, { type: types(matter), names, clockworkOf: times.of, now }))
}

/** What a row needs beside the matter. */
export interface Ground {
  readonly type: MatterType
  readonly names: Names
  readonly clockworkOf: ClockworkOf
  readonly now: Iso
}

export function describeRow(matter: Matter, { type, names, clockworkOf, now }: Ground): MatterRow {
  const { taken, standing, handOver, external, simulated, takenAt } = matter
  const holder = holderOf(matter)
  const lamp = lampOf(matter)
  return {
    matterId: taken.matterId,
    typeName: type.name,
    title: titleOf(matter, type),
    unitId: holder.unitId,
    unitName: names.unit(holder.unitId),
    state: standing.state,
    light: lightAt(lamp, now),
    over: isLate(matter, now),
    step: hasEnded(matter) ? null : stepNameOf(matter, type),
    post: postOf(matter, type, names),
    holder: holder.staffId === null ? null : (names.staff(holder.staffId)?.name ?? null),
    dueAt: lamp.nextDueAt,
    remainingSeconds: lamp.nextDueAt === null ? null : clockworkOf(taken.unitId).seconds(now, lamp.nextDueAt),
    takenAt,
    channel: taken.channel,
    external,
    offered: handOver !== null,
    simulated,
  }
}

/** The step it is at by name; before it is accepted, none. */
export const stepNameOf = (matter: Matter, { steps }: MatterType): string | null =>
  steps.find(({ key }) => key === stepOf(matter))?.name ?? null

/** Who answers for it now: the post of whoever has it, else the step's. */
export function postOf(matter: Matter, type: MatterType, names: Names): string {
  const { staffId } = holderOf(matter)
  const own = staffId === null ? undefined : names.staff(staffId)?.post
  return own || postOfStep(stepOf(matter), type)
}

/** Before it is accepted it is for whoever does the first step. */
export const postOfStep = (step: string | null, { steps }: MatterType): string =>
  (steps.find(({ key }) => key === step) ?? steps[0])?.post ?? ''

/** The version of its type each goes by, each loaded once. */
export async function loadTypes(
  db: Db,
  countyId: number,
  matters: readonly Matter[],
): Promise<(matter: Matter) => MatterType> {
  const keyOf = ({ taken }: Matter): string => `${taken.typeId} ${taken.typeVersion}`
  const types = new Map<string, MatterType>()
  for (const matter of matters) {
    if (!types.has(keyOf(matter))) types.set(keyOf(matter), await typeOf(db, countyId, matter))
  }
  return (matter) => types.get(keyOf(matter)) as MatterType
}
