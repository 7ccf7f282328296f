/** An open account that leads a unit; `unitId` null leads the whole county. */
export interface Head {
  readonly accountId: string
  readonly staffId: string | null
  readonly unitId: string | null
}

/**
 * Whether somebody is the direct boss of a person: a head of the nearest unit, from the person's own upwards, that has
 * one besides himself. Who holds several accounts is the same person in each.
 */
export function isDirectBoss(
  caller: { readonly accountId: string; readonly staffId: string | null },
  person: { readonly staffId: string; readonly unitPath: readonly string[] },
  heads: readonly Head[],
): boolean {
  const others = heads.filter((it) => it.staffId !== person.staffId)
  for (const unitId of [...person.unitPath, null]) {
    const here = others.filter((it) => it.unitId === unitId)
    if (here.length > 0) return here.some((it) => isSame(it, caller))
  }
  return false
}

const isSame = (a: Omit<Head, 'unitId'>, b: Omit<Head, 'unitId'>): boolean =>
  a.accountId === b.accountId || (a.staffId !== null && a.staffId === b.staffId)
