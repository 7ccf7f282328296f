/** What was typed in one go. Times are milliseconds of the page's monotonic clock. */
export interface Burst {
  readonly text: string
  readonly lastMs: number
}

export const nothingTyped: Burst = { text: '', lastMs: 0 }

/** No finger is this quick six times in a row: a card reader typed it. Longer than the usual PIN on purpose. */
const quickMs = 60
const shortestCard = 6
/** A claim has 64 signs at most: whatever is longer is another code, and one more sign than that is enough to know it. */
const longestCard = 64

/** Folds one key in. `card` is there when a reader has just finished with Enter. */
export function afterKey(burst: Burst, key: string, atMs: number): { burst: Burst; card?: string } {
  const quick = atMs - burst.lastMs <= quickMs
  if (key === 'Enter') {
    const whole = quick && burst.text.length >= shortestCard && burst.text.length <= longestCard
    return whole ? { burst: nothingTyped, card: burst.text } : { burst: nothingTyped }
  }
  if (!/^[0-9A-Za-z-]$/.test(key)) return { burst }
  return { burst: { text: quick ? (burst.text + key).slice(0, longestCard + 1) : key, lastMs: atMs } }
}
