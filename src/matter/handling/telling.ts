import type { Limit } from '../../contract/matterTypes.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import type { Person } from './who.ts'

/** Who stands in the line above a matter: whoever has it, clerks and heads of his unit, the county. */
export type Level = 'holder' | 'unit' | 'county'

/**
 * Who is told when a clock turns: yellow is for whoever has it, red also for those who lead him; and when it is red still
 * after `upAfter`, for the county.
 */
export const whoIsTold = (light: 'yellow' | 'red'): readonly Level[] =>
  light === 'yellow' ? ['holder'] : ['holder', 'unit']

/** How long a red clock runs on before the county is told. */
export const upAfter: Limit = { unit: 'workingDays', amount: 1 }

/** To whom something was said: a level of the line above a unit. */
export interface Told {
  readonly level: Level
  readonly unitId: string
  readonly staffId: string | null
}

/** Whether something is for somebody. */
export function isFor({ level, unitId, staffId }: Told, person: Person, parents: Parents): boolean {
  switch (level) {
    case 'holder':
      return person.staffId !== null && (staffId === null ? person.unitId === unitId : person.staffId === staffId)
    case 'unit':
      return holdsWithin(person.grants, ['clerk', 'head'], pathOf(parents, unitId))
    case 'county':
      return person.grants.some(({ role }) => role === 'county')
    default:
      return level satisfies never
  }
}
