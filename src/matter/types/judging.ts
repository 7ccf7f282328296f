import type { MatterType } from '../../contract/matterTypes.ts'
import type { Ask } from '../../http/answer.ts'
import { namesOf } from '../../people/rules/places.ts'
import { listUnits } from '../../people/store/tree.ts'
import { changesOf, type TypeChange } from './changes.ts'
import { judgeType, type TypeFault, warnOf } from './rules.ts'
import { listAllVersions, type TypeKept } from './store.ts'

/** What kinds of matter are judged against, as it stands now. */
export interface Frame {
  /** The newest version of each kind by its id, retired ones and “other” included. */
  readonly newest: ReadonlyMap<string, TypeKept>
  readonly unitIds: ReadonlySet<string>
  readonly units: ReturnType<typeof namesOf>
}

export async function loadFrame({ db, countyId }: Pick<Ask, 'db' | 'countyId'>): Promise<Frame> {
  const [all, units] = [await listAllVersions(db, countyId), await listUnits(db, countyId)]
  return {
    newest: new Map(all.flatMap((versions) => versions.at(-1) ?? []).map((it) => [it.type.typeId, it])),
    unitIds: new Set(units.map(({ unitId }) => unitId)),
    units: namesOf(units, []),
  }
}

/** A kind of matter as somebody wants to keep it, with what follows from that. */
export interface Judged {
  readonly type: MatterType
  readonly before: MatterType | undefined
  readonly faults: readonly TypeFault[]
  readonly warnings: readonly TypeFault[]
  readonly changes: readonly TypeChange[]
}

/** Judges kinds that are to be kept together. */
export function judgeAll(types: readonly MatterType[], { newest, unitIds, units }: Frame): Judged[] {
  const given = new Map(types.map((it) => [it.typeId, it.code]))
  const codes = [...newest.values()].map(({ type }) => [type.typeId, given.get(type.typeId) ?? type.code] as const)
  const all = [...codes, ...types.map(({ typeId, code }) => [typeId, code] as const)]
  return types.map((type) => {
    const before = newest.get(type.typeId)?.type
    const otherCodes = new Set(all.filter(([typeId]) => typeId !== type.typeId).map(([, code]) => code))
    return {
      ...{ type, before, warnings: warnOf(type) },
      faults: judgeType(type, { before, otherCodes, unitIds }),
      changes: before ? changesOf(before, type, units.spellUnit) : [],
    }
  })
}

/** Whether one allows more time than before, or warns later: another person confirms it. */
export const takesTwo = (judged: readonly Pick<Judged, 'changes'>[]): boolean =>
  judged.some(({ changes }) => changes.some(({ loosens }) => loosens))
