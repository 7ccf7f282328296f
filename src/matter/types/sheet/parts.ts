import type { Material, MatterType, Step } from '../../../contract/matterTypes.ts'
import type { Place } from '../../../people/rules/places.ts'
import { cellsOf, type Say } from './cells.ts'
import { type Book, codeAt, type Line, type SheetKey } from './columns.ts'

/** Steps and materials of one kind of matter, with the rows they stand in. */
export interface Parts {
  readonly steps: readonly Step[]
  readonly materials: readonly Material[]
  readonly rows: { readonly steps: readonly number[]; readonly materials: readonly number[] }
}

/** Reads the parts of the kind with a code, in the order of their rows; without their sheet those of before stay. */
export function partsOf(
  code: string,
  book: Book,
  known: MatterType | undefined,
  findUnit: (name: string) => Place,
  say: <K extends SheetKey>(key: K, line: Line<K>) => Say<K>,
): Parts {
  const stepLines = book.steps?.filter((line) => codeAt(line) === code)
  const materialLines = book.materials?.filter((line) => codeAt(line) === code)
  const stepKey = keysOf('s', known?.steps ?? [], stepLines ?? [])
  const materialKey = keysOf('m', known?.materials ?? [], materialLines ?? [])
  const steps = stepLines?.map((line): Step => {
    const cells = cellsOf(line, say('steps', line), findUnit)
    const key = stepKey(line)
    const before = known?.steps.find((it) => it.key === key)
    return {
      ...{ key, name: cells.text('name'), post: cells.text('post') },
      unitId: cells.unit('unit', before?.unitId),
      limit: cells.limit('limit', before?.limit),
      warning: cells.warning('warning', before?.warning),
    }
  })
  const materials = materialLines?.map((line): Material => {
    const cells = cellsOf(line, say('materials', line), findUnit)
    const key = materialKey(line)
    const before = known?.materials.find((it) => it.key === key)
    const required = cells.isYes('required', before?.required ?? true)
    return { key, name: cells.text('name'), required, how: cells.text('how', before?.how) }
  })
  const rows = { steps: stepLines?.map(rowOf) ?? [], materials: materialLines?.map(rowOf) ?? [] }
  return { steps: steps ?? known?.steps ?? [], materials: materials ?? known?.materials ?? [], rows }
}

const rowOf = ({ row }: Line): number => row

/** The key of a row: its own, that of the part which had its name before, or the first free one. */
function keysOf(
  letter: string,
  known: readonly { key: string; name: string }[],
  lines: readonly Line<'steps' | 'materials'>[],
): (line: Line<'steps' | 'materials'>) => string {
  const written = (line: Line<'steps' | 'materials'>): string => line.cells.key?.text.trim() ?? ''
  const taken = new Set([...lines.map(written), ...known.map(({ key }) => key)])
  let number = 0
  const free = (): string => {
    do number += 1
    while (taken.has(`${letter}${number}`))
    return `${letter}${number}`
  }
  return (line) => {
    const name = line.cells.name?.text.trim()
    return written(line) || (known.find((it) => it.name === name)?.key ?? free())
  }
}
