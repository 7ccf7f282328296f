import type { MatterType } from '../../../../src/contract/matterTypes.ts'
import { type Sound, soundsLike } from '../../parts/sounds.ts'

/** What stands in the form; identity and version are the drawer's. */
export type TypeForm = Omit<MatterType, 'typeId' | 'version'>

const warning = { kind: 'used', percent: 80 } as const
const day = { unit: 'workingDays', amount: 1 } as const

/** A step nobody has written yet. */
export const emptyStep = (key: string) => ({ key, name: '', post: '', unitId: null, limit: day, warning })

/** A new kind of matter before anything is typed. */
export const emptyForm = (from: string): TypeForm => ({
  ...{ unitId: null, code: '', name: '', group: '', description: '', conditions: '', legalBasis: '', from },
  ...{ materials: [], keywords: [], publicProblem: false },
  steps: [emptyStep('s1')],
  acceptWithin: day,
  legal: { unit: 'workingDays', amount: 20 },
  promised: { unit: 'workingDays', amount: 5 },
  warning,
})

/** The first key with a letter that no part has. */
export function freeKey(letter: string, parts: readonly { readonly key: string }[]): string {
  const taken = new Set(parts.map((it) => it.key))
  for (let n = 1; ; n++) if (!taken.has(`${letter}${n}`)) return `${letter}${n}`
}

/** The field of the form that a path of a fault (`steps.2.limit`, `keywords.0`) speaks of. */
export function fieldAt(path: string): (string | number)[] {
  const [head = '', index, field] = path.split('.')
  if (index === undefined || field === undefined) return [head]
  return [head, Number(index), field]
}

interface Listed {
  readonly name: string
  readonly code: string
  readonly group: string
  readonly keywords: readonly string[]
  readonly sounds: readonly Sound[]
  readonly retired: boolean
}

/** Kinds that fit what was typed, by letters or by ear, by group; retired ones last. Groups and kinds in the order given. */
export function groupTypes<T extends Listed>(types: readonly T[], typed: string): (readonly [string, T[]])[] {
  const wanted = typed.trim().toLowerCase()
  const found = types.filter(
    ({ name, code, group, keywords, sounds }) =>
      [name, code, group, ...keywords].some((it) => it.toLowerCase().includes(wanted)) ||
      sounds.some((it) => soundsLike(it, wanted) !== undefined),
  )
  const sorted = [...found.filter((it) => !it.retired), ...found.filter((it) => it.retired)]
  const groups = [...new Set(found.map((it) => it.group))]
  return groups.map((group) => [group, sorted.filter((it) => it.group === group)] as const)
}
