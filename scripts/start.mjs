// `npm start`: builds if needed, then runs the program in this very process.
import { build } from './build.mjs'

if (process.env.npm_lifecycle_event === 'start') endWithShell()
try {
  await build()
} catch (failure) {
  console.error(failure.message)
  process.exit(1)
}
await import(new URL('../dist/server/src/main/main.js', import.meta.url).href)

/** npm hands a signal on to its shell only, which dies of it and tells nobody: without it this program ends as if told. */
function endWithShell() {
  const shell = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watching)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watching.unref()
}
