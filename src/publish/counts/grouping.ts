/** Fewer people than this are never told of by themselves. */
export const leastPeople = 5

/** A unit of the tree in one month: how many worked there, and what was counted. */
export interface UnitMonth {
  readonly unitId: string
  readonly parentId: string | null
  readonly people: number
  readonly counts: Readonly<Record<string, number>>
}

/** Units told of together, the uppermost first; `counts` null when even together they are too few. */
export interface Together {
  readonly unitIds: readonly [string, ...string[]]
  readonly people: number
  readonly counts: Readonly<Record<string, number>> | null
}

// [Note: Small units]
// A unit with one to four people is counted with the unit above it, and so on up; what is too small at the top goes to the
// smallest of the others. Every unit is in exactly one row and a row has five people or none, so neither a row, nor a sum
// of rows, nor the county less some rows is about one to four. The rows of a month depend on that month alone: what was
// published of it never comes again cut otherwise. Only where the whole county has fewer than five, nothing is told.

/** The rows of one month, in the order of `units`. Every unit appears once; parents that are not there count as none. */
export function groupUnits(units: readonly UnitMonth[]): Together[] {
  const byId = new Map(units.map((it) => [it.unitId, it]))
  const open = new Map(units.map((it) => [it.unitId, { head: it.unitId, members: [it] }]))
  for (const unit of deepestFirst(units, byId)) {
    const own = open.get(unit.unitId)
    const above = unit.parentId === null ? undefined : open.get(unit.parentId)
    if (own === undefined || above === undefined || !isSmall(peopleIn(own.members))) continue
    above.members.push(...own.members)
    open.delete(unit.unitId)
  }
  return mergeLeft([...open.values()].map(({ members }) => members)).map(rowOf)
}

const isSmall = (people: number): boolean => people > 0 && people < leastPeople
const peopleIn = (members: readonly UnitMonth[]): number => members.reduce((sum, it) => sum + it.people, 0)

function deepestFirst(units: readonly UnitMonth[], byId: ReadonlyMap<string, UnitMonth>): UnitMonth[] {
  const depth = ({ unitId }: UnitMonth): number => {
    const seen = new Set<string>()
    for (let at = byId.get(unitId); at !== undefined && !seen.has(at.unitId); at = byId.get(at.parentId ?? '')) {
      seen.add(at.unitId)
    }
    return seen.size
  }
  return units
    .map((unit) => [depth(unit), unit] as const)
    .sort(([a], [b]) => b - a)
    .map(([, unit]) => unit)
}

/** What is still too small goes to the smallest of those with people; ties to the first. */
function mergeLeft(groups: readonly UnitMonth[][]): UnitMonth[][] {
  const small = groups.find((it) => isSmall(peopleIn(it)))
  if (small === undefined) return [...groups]
  const others = groups.filter((it) => it !== small)
  const host = others.filter((it) => peopleIn(it) > 0).sort((a, b) => peopleIn(a) - peopleIn(b))[0]
  if (host === undefined) return [groups.flat()]
  return mergeLeft(others.map((it) => (it === host ? [...it, ...small] : it)))
}

function rowOf(members: readonly UnitMonth[]): Together {
  const people = peopleIn(members)
  const [first, ...rest] = members.map((it) => it.unitId)
  const unitIds: Together['unitIds'] = [first ?? '', ...rest]
  return { unitIds, people, counts: isSmall(people) ? null : sumOf(members.map((it) => it.counts)) }
}

/** Adds up counts by their names. */
export function sumOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [name, n] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + n
  return sum
}
