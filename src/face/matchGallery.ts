import { type Cohort, type Each, each, openCohort, openNearest, packAll, place, type Spread } from './cohort.ts'
import type { Template } from './description.ts'
import type { Rows } from './kernel.ts'
import { isUsable } from './matchVectors.ts'

/** Everybody a probe is compared with. Nothing changes after `openGallery`; a new enrolment opens a new one. */
export interface Gallery {
  /** Only templates of the probe's own model version are ever compared. */
  readonly shelves: ReadonlyMap<string, Shelf>
  /** People whose template is damaged (not a number, no length, wrong length) and who therefore cannot be matched. */
  readonly unusable: readonly string[]
}

/** The templates of one model version, packed. */
export interface Shelf {
  readonly cohort: Cohort
  /** The person of each row. */
  readonly owners: readonly string[]
  /** One packed matrix per recogniser, rows in the order of `owners`. */
  readonly rows: Readonly<Record<string, Rows>>
  /** How close each template comes to the cohort, itself left out; only on the `asNorm` scale. */
  readonly nearest: readonly Each<Spread>[]
}

/**
 * Opens a gallery of `templates`. `mean` centres `fr` until a site has ten people (`faceresMean`). The cohort is the
 * gallery itself unless `cohort` is given, as when figures are measured on people who must not be their own cohort.
 */
export function openGallery(
  templates: readonly Template[],
  mean: ArrayLike<number>,
  cohort?: readonly Template[],
): Gallery {
  const versions = [...new Set(templates.map(({ version }) => version))]
  const opened = versions.map((version) => {
    const ours = sound(templates, version)
    const theirs = cohort === undefined ? ours : sound(cohort, version)
    return [version, openShelf(ours, openCohort(theirs, mean))] as const
  })
  const kept = new Set(versions.flatMap((version) => sound(templates, version)))
  return {
    shelves: new Map(opened.filter(([, { owners }]) => owners.length > 0)),
    unusable: templates.filter((template) => !kept.has(template)).map(({ person }) => person),
  }
}

/** The usable templates of a version that have the same lengths as most of them do. */
function sound(templates: readonly Template[], version: string): Template[] {
  const usable = templates.filter((template) => template.version === version && isUsable(template))
  const shapes = usable.map(shapeOf)
  const counts = new Map<string, number>()
  for (const shape of shapes) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  const [common] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? []
  return usable.filter((_, i) => shapes[i] === common)
}

/** Names and lengths of a description's vectors, in one text. */
export const shapeOf = ({ vectors }: Pick<Template, 'vectors'>): string =>
  Object.entries(vectors)
    .map(([name, { length }]) => `${name}:${length}`)
    .sort()
    .join(' ')

function openShelf(templates: readonly Template[], cohort: Cohort): Shelf {
  const placed = templates.map((template) => place(template, cohort))
  const owners = templates.map(({ person }) => person)
  const rows: Record<string, Rows> = {}
  for (const name of Object.keys(placed[0] ?? {}))
    rows[name] = packAll(placed.flatMap((vectors) => vectors[name] ?? []))
  const nearest =
    cohort.scale === 'asNorm' ? placed.map((vectors, row) => near(vectors, owners[row] ?? '', cohort)) : []
  return { cohort, owners, rows, nearest }
}

function near(vectors: Record<string, Float32Array>, person: string, { rows, owners }: Cohort): Each<Spread> {
  return each((name) => openNearest(vectors[name] ?? none, rows[name], owners)(person))
}

const none = new Float32Array(0)
