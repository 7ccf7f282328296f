import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folders = ['src/presence/rules', 'src/presence/simulate']
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
)
/** Where an import may lead. */
const pure = /^(zod|src\/presence\/(rules|simulate)\/.*|src\/(kit|contract|fact)\/.*)$/

describe('the rules of presence are pure', () => {
  test('there are rules to look at', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(files)('%s reads neither clock nor chance nor the world', (file) => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/Date\.now|new Date\(|Math\.random|performance\.|process\.|fetch\(|console\.|crypto/)
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '')
    for (const from of imports) {
      expect(from.startsWith('.') ? join(dirname(file), from) : from).toMatch(pure)
    }
  })

  test.each(files.filter((file) => file.includes('/rules/')))('%s knows nothing of simulations', (file) => {
    expect(readFileSync(file, 'utf8')).not.toContain('simulate/')
  })
})
