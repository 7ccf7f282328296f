import { z } from 'zod'
import { Words } from '../attendance.ts'
import { Done, uuid } from '../common.ts'
import { MatterType, MatterTypeRow } from '../matterTypes.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'
import { HoursDecided } from '../workingHours.ts'

const reason = z.string().trim().min(1).max(300)
const who = ['county', 'head', 'clerk', 'staff', 'inspector'] as const

export const listMatterTypes = route({
  name: 'listMatterTypes',
  method: 'GET',
  path: '/api/matter-types',
  summary:
    'The kinds of matter the county defined, the version in force today of each; the first to come where none is yet, and what is retired, marked so.',
  who,
  output: z.array(MatterTypeRow),
})

export const listMatterTypeVersions = route({
  name: 'listMatterTypeVersions',
  method: 'GET',
  path: '/api/matter-types/:typeId/versions',
  summary: 'Every version of a kind of matter, newest first, and what each said otherwise than the one before.',
  who,
  params: z.object({ typeId: uuid }),
  output: z.array(z.object({ type: MatterType, retired: z.boolean(), at: z.string(), changes: z.array(Words) })),
})

/** Something about a field (`steps.2.limit`) of a kind of matter. */
export const TypeFault = Words.extend({ path: z.string() })
export type TypeFault = z.infer<typeof TypeFault>

export const checkMatterType = route({
  name: 'checkMatterType',
  method: 'POST',
  path: '/api/matter-types/check',
  summary: 'What keeping this version would change, what forbids it, what should be looked at; keeps nothing.',
  who: ['county'],
  body: MatterType,
  output: z.object({
    faults: z.array(TypeFault),
    warnings: z.array(TypeFault),
    changes: z.array(Words),
    /** It makes something longer, or warned of later: another person confirms it. */
    takesTwo: z.boolean(),
  }),
})

export const keepMatterType = route({
  name: 'keepMatterType',
  method: 'POST',
  path: '/api/matter-types',
  summary: 'Defines a kind of matter, or its next version. Matters that run keep the version they were taken with.',
  who: ['county'],
  body: MatterType.extend({ why }),
  output: MatterTypeRow.extend({ warnings: z.array(TypeFault), second: Second }),
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

/** In which language the headings and limits are; as the browser prefers where it is not said. */
const headings = z.object({ language: z.enum(['zh', 'en']).optional() })

/** A row of a sheet that cannot be taken, in plain words. */
export const SheetFault = z.object({
  /** Sheet and heading as they stand in the file. */
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type SheetFault = z.infer<typeof SheetFault>

export const previewMatterTypes = route({
  name: 'previewMatterTypes',
  method: 'POST',
  path: '/api/matter-types/preview',
  summary: 'Reads an XLSX of kinds of matter and tells every bad row; keeps nothing.',
  who: ['county'],
  upload: true,
  output: z.object({
    types: z.array(
      z.object({
        type: MatterType,
        change: z.enum(['new', 'changed', 'same']),
        changes: z.array(Words),
        warnings: z.array(TypeFault),
      }),
    ),
    faults: z.array(SheetFault),
    takesTwo: z.boolean(),
  }),
})

export const importMatterTypes = route({
  name: 'importMatterTypes',
  method: 'POST',
  path: '/api/matter-types/import',
  summary: 'Keeps what a previewed XLSX says, all or nothing.',
  who: ['county'],
  upload: true,
  query: z.object({ why }),
  output: z.object({ kept: z.number().int(), unchanged: z.number().int(), second: Second }),
})

export const saveMatterTypes = route({
  name: 'saveMatterTypes',
  method: 'GET',
  path: '/api/matter-types.xlsx',
  summary: 'All kinds of matter as the XLSX that can be imported again; an example where there are none.',
  who: ['county'],
  query: headings,
  output: z.any(),
  produces: 'file',
})

export const saveSampleTypes = route({
  name: 'saveSampleTypes',
  method: 'GET',
  path: '/api/matter-types/samples.xlsx',
  summary: 'Common matters of villages and townships as an XLSX to import: samples, to be checked against local rules.',
  who: ['county'],
  query: headings,
  output: z.any(),
  produces: 'file',
})

export const listWorkingHours = route({
  name: 'listWorkingHours',
  method: 'GET',
  path: '/api/working-hours',
  summary:
    'The working hours deadlines are counted in: the county’s, and those of units that differ, by the day they began; without a week where a unit went back to those above it.',
  who: ['county', 'head', 'clerk', 'inspector'],
  output: z.array(z.object({ unitId: uuid.nullable(), hours: HoursDecided })),
})

export const keepWorkingHours = route({
  name: 'keepWorkingHours',
  method: 'POST',
  path: '/api/working-hours',
  summary:
    'From a day on other working hours, for the county or a unit; without a week a unit goes back to those above it. What was due by the older ones stays until it is computed anew.',
  who: ['county'],
  body: z.object({ unitId: uuid.nullable(), hours: HoursDecided, reason }),
  output: Done.extend({ second: Second }),
})
