import type { Unit } from '../../../../src/contract/people.ts'

interface Overseer {
  readonly roles: readonly { readonly role: string; readonly unitId: string | null }[]
}

export interface ScopeUnit {
  readonly unitId: string
  readonly name: string
  /** Steps below the topmost unit the account looks after. */
  readonly depth: number
}

const collator = new Intl.Collator('zh-CN', { numeric: true })
const byName = (a: Unit, b: Unit): number => collator.compare(a.name, b.name)

/** Who looks after attendance, and who of them may change what counts. */
export const overseers: readonly string[] = ['county', 'head', 'clerk', 'inspector']
export const keepers: readonly string[] = ['county', 'head', 'clerk']

/** The units an account looks after, each with those below it underneath, by name. */
export function readScope(account: Overseer | null, units: readonly Unit[], roles = overseers): ScopeUnit[] {
  const held = account?.roles.filter(({ role }) => roles.includes(role)) ?? []
  const whole = held.some(({ unitId }) => unitId === null)
  const tops = units.filter((it) => (whole ? it.parentId === null : held.some(({ unitId }) => unitId === it.unitId)))
  const flat = tops.toSorted(byName).flatMap((it) => withBelow(it, units, 0))
  // A unit held by itself may also stand below another one held.
  return flat.filter((it, n) => flat.findIndex(({ unitId }) => unitId === it.unitId) === n)
}

function withBelow({ unitId, name }: Unit, units: readonly Unit[], depth: number): ScopeUnit[] {
  const below = units.filter((it) => it.parentId === unitId).toSorted(byName)
  return [{ unitId, name, depth }, ...below.flatMap((it) => withBelow(it, units, depth + 1))]
}

/** The topmost units of a scope: what has to be asked to know about all of it. */
export const topsOf = (scope: readonly ScopeUnit[]): string[] =>
  scope.filter(({ depth }) => depth === 0).map(({ unitId }) => unitId)

/** Whether a scope holds units below one of its own. */
export function hasBelow(scope: readonly ScopeUnit[], unitId: string): boolean {
  const at = scope.findIndex((it) => it.unitId === unitId)
  const [own, next] = [scope[at], scope[at + 1]]
  return own !== undefined && next !== undefined && next.depth > own.depth
}

/** A unit and all below it. */
export function unitsUnder(unitId: string, units: readonly Unit[]): ReadonlySet<string> {
  const under = new Set([unitId])
  for (let before = 0; before < under.size; ) {
    before = under.size
    for (const it of units) if (it.parentId !== null && under.has(it.parentId)) under.add(it.unitId)
  }
  return under
}
