#!/usr/bin/env node
// `npx zaigang …`: builds if needed, then runs one of the commands that need no running program.
import { build } from './build.mjs'

try {
  await build((line) => console.error(line))
} catch (failure) {
  console.error(failure.message)
  process.exit(1)
}
await import(new URL('../dist/server/src/main/zaigang.js', import.meta.url).href)
