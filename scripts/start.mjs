// `npm start`: builds if needed, then runs the program in this very process.
import { build } from './build.mjs'

try {
  await build()
} catch (failure) {
  console.error(failure.message)
  process.exit(1)
}
await import(new URL('../dist/server/src/main/main.js', import.meta.url).href)
