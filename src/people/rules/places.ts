import type { Site, Unit } from '../../contract/people.ts'
import { pathOf } from './tree.ts'

/** What a name in a file stands for. */
export type Place = { readonly kind: 'found'; readonly id: string } | { readonly kind: 'unknown' | 'ambiguous' }

type Named = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Finds units and sites by name. A unit is also found by its name after those above it (“Town/Village”) and by its id; a
 * site by its name, within its unit first, after its unit's name, and by its id.
 */
export function namesOf(units: readonly Unit[], sites: readonly Site[]) {
  const unitNames = spellings(units)
  const byUnit = spell(units.map((unit) => [unit.unitId, unitNames(unit.unitId)]))
  const bySite = spell(sites.map((site) => [site.siteId, siteNames(site, unitNames(site.unitId))]))
  const within = new Map(sites.map((site) => [`${site.unitId}\n${site.name}`, site.siteId]))
  const unique = new Map<string, number>()
  for (const site of sites) count(unique, `${site.unitId}\n${site.name}`)

  return {
    unit: (name: string): Place => find(byUnit, name),
    site: (name: string, unitId: string): Place => {
      const key = `${unitId}\n${name.trim()}`
      const own = unique.get(key) === 1 ? within.get(key) : undefined
      return own ? { kind: 'found', id: own } : find(bySite, name)
    },
    /** The shortest spelling that only this unit has. */
    spellUnit: (unitId: string): string => shortest(byUnit, unitNames(unitId), unitId),
    /** The shortest spelling that finds this site for somebody of that unit. */
    spellSite(site: Site, unitId: string): string {
      const found = this.site(site.name, unitId)
      if (found.kind === 'found' && found.id === site.siteId) return site.name
      const names = siteNames(site, unitNames(site.unitId)).filter((name) => {
        const place = this.site(name, unitId)
        return place.kind === 'found' && place.id === site.siteId
      })
      return names[0] ?? site.siteId
    },
  }
}

/** Every way to write a unit, shortest first, its id last. */
function spellings(units: readonly Unit[]): (unitId: string) => string[] {
  const parents = new Map(units.map(({ unitId, parentId }) => [unitId, parentId]))
  const names = new Map(units.map(({ unitId, name }) => [unitId, name]))
  return (unitId) => {
    const path = pathOf(parents, unitId).map((id) => names.get(id) ?? '')
    return [
      ...path.map((_, i) =>
        path
          .slice(0, i + 1)
          .reverse()
          .join('/'),
      ),
      unitId,
    ]
  }
}

const siteNames = (site: Site, unitNames: readonly string[]): string[] => [
  site.name,
  ...unitNames.slice(0, -1).map((unit) => `${unit}/${site.name}`),
  site.siteId,
]

function spell(all: readonly (readonly [id: string, names: readonly string[]])[]): Named {
  const named = new Map<string, Set<string>>()
  for (const [id, names] of all) {
    for (const name of names) {
      const ids = named.get(name) ?? new Set()
      named.set(name, ids.add(id))
    }
  }
  return named
}

function find(named: Named, name: string): Place {
  const ids = named.get(name.trim())
  if (ids === undefined) return { kind: 'unknown' }
  const [id] = ids
  return ids.size === 1 && id !== undefined ? { kind: 'found', id } : { kind: 'ambiguous' }
}

const shortest = (named: Named, names: readonly string[], id: string): string =>
  names.find((name) => named.get(name)?.size === 1) ?? id

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
