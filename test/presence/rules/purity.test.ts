import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const folders = ['src/presence/rules', 'src/presence/simulate']
const files = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))

describe('the rules of presence are pure', () => {
  test('there are rules to look at', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(files)('%s reads neither clock nor chance nor the world', (file) => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/Date\.now|new Date\(|Math\.random|performance\.|process\.|fetch\(|console\.|crypto/)
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '')
    for (const from of imports) {
      expect(from).toMatch(/^(zod|\.\/.*|\.\.\/rules\/.*|\.\.\/\.\.\/(kit|contract|fact)\/.*)$/)
    }
  })

  test.each(files.filter((file) => file.includes('/rules/')))('%s knows nothing of simulations', (file) => {
    expect(readFileSync(file, 'utf8')).not.toContain('simulate/')
  })
})
