/** Where a command writes what it says. */
export interface Out {
  write(text: string): unknown
}

/** What is said to whoever reads it on a terminal, in both languages. */
export type Sentence = readonly [zh: string, en: string]

/** A line for each tenth of what is done. */
export function progressTo(out: Out): (done: number, all: number) => void {
  let last = -1
  return (done, all) => {
    const tenth = Math.floor((done / Math.max(1, all)) * 10)
    if (tenth === last) return
    last = tenth
    out.write(`  [${'#'.repeat(tenth * 2).padEnd(20, '.')}] ${done} / ${all}\n`)
  }
}
