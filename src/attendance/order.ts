import type { Unit } from '../contract/people.ts'

const byName = new Intl.Collator('zh-CN', { numeric: true })

/** Units as they hang in the tree: each before those below it, siblings by name. `from` first, if given. */
export function treeOrder(units: readonly Unit[], from: string | null): Unit[] {
  const below = new Map<string | null, Unit[]>()
  for (const unit of units) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit])
  for (const siblings of below.values()) siblings.sort((a, b) => byName.compare(a.name, b.name))
  const walked = new Set<string>()
  const walk = (unit: Unit): Unit[] => {
    if (walked.has(unit.unitId)) return []
    walked.add(unit.unitId)
    return [unit, ...(below.get(unit.unitId) ?? []).flatMap(walk)]
  }
  return units.filter((it) => (from === null ? it.parentId === null : it.unitId === from)).flatMap(walk)
}

interface Listed {
  readonly name: string
  readonly post: string
  readonly employeeNo: string
}

/** As a sheet lists people: whoever leads first, then by name; never by anything they did. */
export const byPostAndName = (a: Listed, b: Listed): number =>
  rankOf(a.post) - rankOf(b.post) ||
  byName.compare(a.name, b.name) ||
  (a.employeeNo < b.employeeNo ? -1 : Number(a.employeeNo > b.employeeNo))

/** 书记, then 正职, then 副职, then everybody else. 书记员 is a clerk of a court. */
function rankOf(post: string): number {
  if (/书记(?!员)/.test(post) && !/副/.test(post)) return 0
  if (/^副|副(?:书记|主任|镇长|乡长|县长|区长|院长|局长|所长|站长|科长)/.test(post)) return 2
  return /(?:主任|镇长|乡长|县长|区长|院长|检察长|局长|所长|站长|科长|庭长)$/.test(post) ? 1 : 3
}
