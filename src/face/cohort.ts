import type { ScoreScale } from './decision.ts'
import type { Description, Template } from './description.ts'
import { packRows, type Rows } from './kernel.ts'
import { type BuiltIn, meanOf, spreadOf, unit } from './matchVectors.ts'

/**
 * The people a score is compared with: what two different faces of this site look like to the recognisers. Normally the
 * site's own staff. It holds at most 500 rows, so that a gallery of any size opens in time linear in its people.
 */
export interface Cohort {
  /** Number of different people. */
  readonly size: number
  readonly scale: Exclude<ScoreScale, 'plugin'>
  /** What `fr` is centred on: the mean over this site from ten people on, else the mean given. */
  readonly centre: ArrayLike<number>
  /** The person of each row. */
  readonly owners: readonly string[]
  readonly rows: Each<Rows>
  /** Blended scores of all pairs of different people. */
  readonly strangers: Spread
}

export interface Spread {
  readonly mean: number
  readonly sd: number
}

/** The regime by number of people, as measured: below ten a site's own mean and spread are noise. */
export const regimeOf = (people: number): Cohort['scale'] => {
  if (people < 10) return 'raw'
  return people < 30 ? 'siteCentred' : 'asNorm'
}

/** One thing for each built-in recogniser. */
export type Each<T> = Readonly<Record<BuiltIn, T>>

/** The same for each of them. */
export const each = <T>(make: (name: BuiltIn) => T): Each<T> => ({ fa: make('fa'), fr: make('fr'), mf: make('mf') })

/**
 * The cosines of a comparison as one number. 9 for `fa` against `fr` was learnt by logistic regression on one half of the
 * LFW people and tested on the other half and on East-Asian faces (flat between 5 and 12); `mf` is flat between 1.5 and
 * 3 on both halves and both sets (docs/face-figures.md).
 */
export const blend = ({ fa, fr, mf }: Each<number>): number => 9 * fa + fr + 2 * mf

/** Opens the cohort of templates that are usable and of one model version; `mean` centres `fr` while it is too small. */
export function openCohort(members: readonly Template[], mean: ArrayLike<number>): Cohort {
  const size = new Set(members.map(({ person }) => person)).size
  const scale = regimeOf(size)
  const chosen = [...members].sort((a, b) => (a.person < b.person ? -1 : 1)).slice(0, most)
  const frs = chosen.map((member) => unit(vectorOf(member, 'fr')))
  const centre = scale === 'raw' ? mean : meanOf(frs)
  const owners = chosen.map(({ person }) => person)
  const placed = chosen.map((member) => place(member, { centre }))
  const vectors = each((name) => placed.flatMap((one) => one[name] ?? []))
  const rows = each((name) => packAll(vectors[name]))
  return { size, scale, centre, owners, rows, strangers: strangersAmong(vectors, owners, rows) }
}

const most = 500

/** The vectors of a description as this cohort wants them: unit length, `fr` centred. */
export function place(description: Description, { centre }: Pick<Cohort, 'centre'>): Record<string, Float32Array> {
  const placed = Object.entries(description.vectors).map(([name, vector]) => {
    return [name, name === 'fr' ? unit(unit(vector), centre) : unit(vector)] as const
  })
  return Object.fromEntries(placed)
}

export function vectorOf(description: Description, name: string): Float32Array {
  const vector = description.vectors[name]
  if (vector === undefined) throw new Error(`no vector ${name} in a description of ${description.version}`)
  return vector
}

export const packAll = (vectors: readonly Float32Array[]): Rows => packRows(vectors, vectors[0]?.length ?? 4)

/**
 * How close one face comes to its nearest 40 of the cohort: mean and spread of those cosines, leaving out a person and
 * whoever `openNearest` was told to leave out. (Adaptive symmetric normalisation: Matějka et al., "Analysis of score
 * normalization", Interspeech 2017.)
 */
export type Nearest = (person: string) => Spread

const nearestCount = 40

export function openNearest(
  vector: Float32Array,
  rows: Rows,
  owners: readonly string[],
  without: ReadonlySet<string> = new Set(),
): Nearest {
  const cosines = rows.scan(vector)
  const order = [...cosines.keys()].filter((row) => !without.has(owners[row] ?? ''))
  order.sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0))
  const closest = new Set(order.slice(0, nearestCount).map((row) => owners[row]))
  const spreadOver = (some: readonly number[]) => spreadOf(some.slice(0, nearestCount).map((row) => cosines[row] ?? 0))
  const usual = spreadOver(order)
  return (person) => (closest.has(person) ? spreadOver(order.filter((row) => owners[row] !== person)) : usual)
}

function strangersAmong(
  vectors: Each<readonly Float32Array[]>,
  owners: readonly string[],
  rows: Cohort['rows'],
): Spread {
  const blends: number[] = []
  for (const i of owners.keys()) {
    const cosines = each((name) => rows[name].scan(vectors[name][i] ?? new Float32Array(0)))
    for (let j = i + 1; j < owners.length; j++) {
      if (owners[i] !== owners[j]) blends.push(blend(each((name) => cosines[name][j] ?? 0)))
    }
  }
  return spreadOf(blends)
}
