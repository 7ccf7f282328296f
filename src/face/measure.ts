/** Scores of pairs whose truth is known, higher is more alike. A genuine pair with a face not found scores minus infinity. */
export interface Scores {
  readonly genuine: readonly number[]
  readonly impostor: readonly number[]
}

/** Verification figures of a set of scores, as shares between 0 and 1. Read off the set's own impostors, by definition. */
export interface Figures {
  readonly genuine: number
  readonly impostor: number
  /** Where as many genuine pairs are refused as impostors accepted; the mean of both where they do not meet. */
  readonly eer: number
  /** Chance that a genuine pair scores above an impostor pair; ties count half. */
  readonly auc: number
  /** Share of genuine pairs above every impostor but one in a hundred, and but one in a thousand. */
  readonly tar1e2: number
  readonly tar1e3: number
}

/** The figures of a set of scores, or nothing where one kind of pair is missing. */
export function figuresOf({ genuine, impostor }: Scores): Figures | undefined {
  if (genuine.length === 0 || impostor.length === 0) return undefined
  const [ours, theirs] = [falling(genuine), falling(impostor)]
  return {
    genuine: ours.length,
    impostor: theirs.length,
    eer: eerOf(ours, theirs),
    auc: aucOf(ours, theirs),
    tar1e2: tarAt(ours, theirs, 1e-2),
    tar1e3: tarAt(ours, theirs, 1e-3),
  }
}

const falling = (scores: readonly number[]): Float64Array => Float64Array.from(scores).sort().reverse()

/** True accepts at the lowest threshold that lets at most `far` of the impostors through. */
function tarAt(genuine: Float64Array, impostor: Float64Array, far: number): number {
  const passing = Math.floor(far * impostor.length + 1e-9)
  return countAbove(genuine, impostor[passing] ?? Number.NEGATIVE_INFINITY) / genuine.length
}

/** Walks the thresholds downwards to where acceptance of impostors overtakes refusal of genuine pairs. */
function eerOf(genuine: Float64Array, impostor: Float64Array): number {
  let best = { apart: Number.POSITIVE_INFINITY, eer: 1 }
  for (const threshold of new Set([Number.POSITIVE_INFINITY, ...genuine, ...sampled(impostor)])) {
    const frr = 1 - countFrom(genuine, threshold) / genuine.length
    const far = countFrom(impostor, threshold) / impostor.length
    const apart = Math.abs(far - frr)
    if (apart < best.apart) best = { apart, eer: (far + frr) / 2 }
  }
  return best.eer
}

/** At most 20,000 of the scores, evenly: thresholds to try, not a sample to count. */
const sampled = (scores: Float64Array): Float64Array =>
  scores.filter((_, i) => i % Math.ceil(scores.length / 20_000) === 0)

function aucOf(genuine: Float64Array, impostor: Float64Array): number {
  let wins = 0
  for (const score of genuine) {
    const above = countAbove(impostor, score)
    const from = countFrom(impostor, score)
    wins += impostor.length - from + (from - above) / 2
  }
  return wins / (genuine.length * impostor.length)
}

/** How many of the falling scores are above the threshold. */
const countAbove = (scores: ArrayLike<number>, threshold: number): number => place(scores, (score) => score > threshold)
/** How many of the falling scores reach the threshold. */
const countFrom = (scores: ArrayLike<number>, threshold: number): number => place(scores, (score) => score >= threshold)

/** Binary search: how many scores from the start pass. */
function place(scores: ArrayLike<number>, passes: (score: number) => boolean): number {
  let [low, high] = [0, scores.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(scores[middle] ?? Number.NaN)) low = middle + 1
    else high = middle
  }
  return low
}

/** A count out of a count, with Wilson's 95 % interval (Wilson 1927), which holds for no hits and for all hits too. */
export interface Share {
  readonly hits: number
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { hits, of, share: Number.NaN, low: 0, high: 1 }
  const z = 1.959963984540054
  const share = hits / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of)
  return { hits, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The figures averaged, each set weighing the same, and the pairs counted together. */
export function averageOf(all: readonly Figures[]): Figures | undefined {
  if (all.length === 0) return undefined
  const sum = (pick: (figures: Figures) => number) => all.reduce((total, figures) => total + pick(figures), 0)
  return {
    genuine: sum(({ genuine }) => genuine),
    impostor: sum(({ impostor }) => impostor),
    eer: sum(({ eer }) => eer) / all.length,
    auc: sum(({ auc }) => auc) / all.length,
    tar1e2: sum(({ tar1e2 }) => tar1e2) / all.length,
    tar1e3: sum(({ tar1e3 }) => tar1e3) / all.length,
  }
}
