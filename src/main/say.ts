import { type StartStep, startSteps } from '../store/steps.ts'

/** What the program tells whoever started it: both languages, one line each, nothing secret but the one-time links. */
export interface Say {
  step(zh: string, en: string): void
  database(step: StartStep): void
  /** Redraws one line where the output is a terminal; a line each tenth elsewhere. */
  progress(what: string, at: number, of: number): void
  line(text: string): void
  warn(zh: string, en: string): void
}

export function sayTo(out: NodeJS.WriteStream): Say {
  const line = (text: string): void => void out.write(`${text}\n`)
  return {
    line,
    step: (zh, en) => line(`· ${zh}  ${en}`),
    database: (step) => line(`· ${startSteps[step].join('  ')}`),
    warn: (zh, en) => line(`! ${zh}\n  ${en}`),
    progress: out.isTTY ? redrawn(out) : everyTenth(line),
  }
}

const redrawn =
  (out: NodeJS.WriteStream): Say['progress'] =>
  (what, at, of) =>
    void out.write(`\r  ${bar(at, of)} ${what}${at >= of ? '\n' : ''}`)

function everyTenth(line: (text: string) => void): Say['progress'] {
  let last = ''
  return (what, at, of) => {
    const now = `${what} ${Math.floor((at / Math.max(1, of)) * 10)}`
    if (now !== last) line(`  ${bar(at, of)} ${what}`)
    last = now
  }
}

function bar(at: number, of: number): string {
  const share = at / Math.max(1, of)
  return `[${'#'.repeat(Math.round(share * 20)).padEnd(20, '.')}] ${Math.round(share * 100)} %`
}
