import type { ReactNode } from 'react'
import type { Day } from '../../../src/kit/time.ts'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'
import { weeksOf } from './weeks.ts'

interface Props<T> {
  readonly className: string
  readonly caption?: ReactNode
  readonly days: readonly T[]
  readonly dayOf: (it: T) => Day
  readonly classOf: (it: T) => string | undefined
  /** How a weekday is written at the head; in full where nothing is said. */
  readonly head?: (weekday: string) => string
  readonly children: (it: T) => ReactNode
}

/** The days of a month as a table of weeks from Monday to Sunday; what stands on a day is the caller's. */
export function MonthTable<T>({ className, caption, days, dayOf, classOf, head = same, children }: Props<T>) {
  const common = useWords(commonWords)
  return (
    <table className={className}>
      {caption}
      <thead>
        <tr>
          {common.days.map((it) => (
            <th key={it} scope="col" abbr={it}>
              {head(it)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days, dayOf).map((week) => (
          <tr key={week.map((it) => (it === undefined ? '' : dayOf(it))).join()}>
            {week.map((it, n) =>
              it === undefined ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has no identity besides its place
                <td key={n} />
              ) : (
                <td key={dayOf(it)} className={classOf(it)}>
                  {children(it)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const same = (weekday: string): string => weekday
