import type { Site, Staff } from '../../contract/people.ts'
import { type Parents, pathOf } from '../../people/rules/tree.ts'

/** Whether somebody works at a site as one of its unit, or of one below it. */
export const worksAt = (
  parents: Parents,
  own: Pick<Staff, 'siteId' | 'unitId'>,
  { siteId, unitId }: Pick<Site, 'siteId' | 'unitId'>,
): boolean => own.siteId === siteId && pathOf(parents, own.unitId).includes(unitId)
