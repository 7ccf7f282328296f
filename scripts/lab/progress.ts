const width = 40

/** A bar on stderr with the time that is left, every tenth of the way where stderr is no terminal. */
export function openProgress(): (done: number, of: number) => void {
  const began = performance.now()
  let shown = 0
  return (done, of) => {
    const { isTTY } = process.stderr
    if (done - shown < (isTTY ? 1 : Math.ceil(of / 10)) && done < of) return
    shown = done
    const left = ((performance.now() - began) / done) * (of - done)
    process.stderr.write(barOf(done, of, left, isTTY))
  }
}

function barOf(done: number, of: number, left: number, isTTY: boolean): string {
  const bar = `[${'#'.repeat(Math.round((done / of) * width)).padEnd(width, '.')}] ${done}/${of}`
  const line = done === of ? bar : `${bar} about ${timeOf(left)} left`
  if (!isTTY) return `${line}\n`
  return `\r${line.padEnd(width + 40)}${done === of ? '\n' : ''}`
}

function timeOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
