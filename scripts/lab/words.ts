import type { Problem } from './manifest.ts'
import type { Rate } from './statistics.ts'

export const kindOf = ({ simulated }: { readonly simulated: boolean }): string => (simulated ? 'simulated' : 'real')
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

export const rateText = ({ hits, of, share, upper95 }: Rate): string =>
  of === 0 ? 'none came to a verdict' : `${percent(share)} (${hits} of ${of}, 95 % upper bound ${percent(upper95)})`

export const whyOf = (why: Readonly<Record<string, number>>): string =>
  Object.entries(why)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

export const problemText = ({ line, file, why }: Problem): string =>
  `clips.csv, line ${line ?? '?'}${file === '' ? '' : ` (${file})`}: ${why}.`
