import type { MatterType } from '../../../contract/matterTypes.ts'
import type { NamedTable } from '../../../people/sheet/write.ts'
import { sayLimit, sayWarning } from '../limitText.ts'
import { type FieldOf, type SheetKey, sheets } from './columns.ts'

type Language = 'zh' | 'en'

/** Kinds of matter as the three sheets the import reads; units by a name that only they have. */
export function typeTables(
  types: readonly MatterType[],
  spellUnit: (unitId: string) => string,
  language: Language,
): NamedTable[] {
  const spell = (unitId: string | null): string => (unitId === null ? '' : spellUnit(unitId))
  return [
    tableOf(
      'types',
      types.map((it) => typeRow(it, spell, language)),
      language,
    ),
    tableOf(
      'steps',
      types.flatMap(({ code, steps }) =>
        steps.map(({ key, name, post, unitId, limit, warning }) => ({
          ...{ code, key, name, post, unit: spell(unitId) },
          ...{ limit: sayLimit(limit)[language], warning: sayWarning(warning)[language] },
        })),
      ),
      language,
    ),
    tableOf(
      'materials',
      types.flatMap(({ code, materials }) =>
        materials.map(({ key, name, required, how }) => ({
          ...{ code, key, name, how },
          required: yesNo(required, language),
        })),
      ),
      language,
    ),
  ]
}

const typeRow = (
  type: MatterType,
  spell: (unitId: string | null) => string,
  language: Language,
): Readonly<Record<FieldOf<'types'>, string>> => {
  const { code, name, group, description, conditions, legalBasis, keywords, from } = type
  return {
    ...{ code, name, group, description, conditions, legalBasis, from },
    unit: spell(type.unitId),
    acceptWithin: sayLimit(type.acceptWithin)[language],
    legal: sayLimit(type.legal)[language],
    promised: sayLimit(type.promised)[language],
    warning: sayWarning(type.warning)[language],
    publicProblem: yesNo(type.publicProblem, language),
    keywords: keywords.join(language === 'zh' ? '、' : ', '),
  }
}

const yesNo = (yes: boolean, language: Language): string =>
  language === 'zh' ? (yes ? '是' : '否') : yes ? 'yes' : 'no'

function tableOf<K extends SheetKey>(
  key: K,
  rows: readonly Readonly<Record<FieldOf<K>, string>>[],
  language: Language,
): NamedTable {
  const { columns } = sheets[key]
  const fields = columns.map(({ field }) => field as FieldOf<K>)
  const headings = columns.map((column) => column[language])
  return { title: sheets[key][language], table: [headings, ...rows.map((row) => fields.map((field) => row[field]))] }
}
