import type { Site, Staff, Unit } from '../../contract/people.ts'
import type { DemoCounty } from './county.ts'

/** A place of the demonstration with whom it begins with. */
export interface Place {
  readonly unit: Unit
  readonly site: Site
  readonly crew: readonly Staff[]
}

/** Everybody by where he stands in the play. */
export interface Cast {
  readonly county: DemoCounty
  readonly court: Place
  readonly town: Place
  readonly villages: readonly Place[]
  readonly communities: readonly Place[]
  /** The court's night guards, who take turns. */
  readonly guards: readonly Staff[]
  /** Who leaves in the middle. */
  readonly leaver: Staff
  /** Who was called absent and appealed with success, and who was and did not. */
  readonly wronged: Staff
  readonly absent: Staff
  /** Whose station was off for an afternoon. */
  readonly silent: Place
}

export function castOf(county: DemoCounty): Cast {
  const places = county.units.flatMap((unit): Place[] => {
    const site = county.sites.find((it) => it.unitId === unit.unitId)
    return site ? [{ unit, site, crew: county.staff.filter((it) => it.unitId === unit.unitId) }] : []
  })
  const of = (kind: Unit['kind']): Place[] => places.filter((it) => it.unit.kind === kind)
  const court = get(of('court'), 0)
  const town = get(of('township'), 0)
  const villages = of('village')
  return {
    county,
    court,
    town,
    villages,
    communities: of('community'),
    guards: court.crew.filter((it) => it.post === '法警').slice(0, 3),
    leaver: get(town.crew, -1),
    wronged: get(get(villages, 0).crew, 2),
    absent: get(town.crew, -2),
    silent: get(villages, 2),
  }
}

/** One of a list that must be there; counted from the end where negative. */
export function get<T>(list: readonly T[], at: number): T {
  const found = list.at(at)
  if (found === undefined) throw new RangeError(`the demonstration has no ${at} of ${list.length}`)
  return found
}
