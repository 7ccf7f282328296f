import { z } from 'zod'
import { Done, day, uuid } from '../common.ts'
import { MatterType, MatterTypeRow } from '../matterTypes.ts'
import { route } from '../route.ts'
import { WorkingHours } from '../workingHours.ts'

const reason = z.string().trim().min(1).max(300)

export const listMatterTypes = route({
  name: 'listMatterTypes',
  method: 'GET',
  path: '/api/matter-types',
  summary: 'The kinds of matter the county defined, the version in force of each.',
  who: ['county', 'head', 'clerk', 'staff', 'inspector'],
  output: z.array(MatterTypeRow),
})

export const keepMatterType = route({
  name: 'keepMatterType',
  method: 'POST',
  path: '/api/matter-types',
  summary: 'Defines a kind of matter, or its next version. Matters that run keep the version they were taken with.',
  who: ['county'],
  body: MatterType,
  output: MatterTypeRow,
})

export const retireMatterType = route({
  name: 'retireMatterType',
  method: 'POST',
  path: '/api/matter-types/:typeId/retire',
  summary: 'No more matters of this kind are taken; those that run go on. “Other” cannot be retired.',
  who: ['county'],
  params: z.object({ typeId: uuid }),
  body: z.object({ reason }),
  output: Done,
})

/** A row of a sheet that cannot be taken, in plain words. */
export const SheetFault = z.object({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  zh: z.string(),
  en: z.string(),
})

export const previewMatterTypes = route({
  name: 'previewMatterTypes',
  method: 'POST',
  path: '/api/matter-types/preview',
  summary: 'Reads an XLSX of kinds of matter and tells every bad row; keeps nothing.',
  who: ['county'],
  upload: true,
  output: z.object({ types: z.array(MatterType), faults: z.array(SheetFault) }),
})

export const importMatterTypes = route({
  name: 'importMatterTypes',
  method: 'POST',
  path: '/api/matter-types/import',
  summary: 'Keeps what a previewed XLSX says, all or nothing.',
  who: ['county'],
  upload: true,
  output: z.object({ kept: z.number().int(), unchanged: z.number().int() }),
})

export const saveMatterTypes = route({
  name: 'saveMatterTypes',
  method: 'GET',
  path: '/api/matter-types.xlsx',
  summary: 'All kinds of matter as the XLSX that can be imported again.',
  who: ['county'],
  output: z.any(),
  produces: 'file',
})

export const listWorkingHours = route({
  name: 'listWorkingHours',
  method: 'GET',
  path: '/api/working-hours',
  summary:
    'The working hours deadlines are counted in: the county’s, and those of units that differ, by the day they began.',
  who: ['county', 'head', 'clerk', 'inspector'],
  output: z.array(z.object({ unitId: uuid.nullable(), hours: WorkingHours })),
})

export const keepWorkingHours = route({
  name: 'keepWorkingHours',
  method: 'POST',
  path: '/api/working-hours',
  summary:
    'From a day on other working hours, for the county or a unit. What was due by the older ones stays until it is computed anew.',
  who: ['county'],
  body: z.object({ unitId: uuid.nullable(), hours: WorkingHours, reason, from: day.optional() }),
  output: Done,
})
