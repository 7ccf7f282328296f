import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Route } from '../../src/contract/route.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'

const root = resolve(import.meta.dirname, '../..')

/** The sentence of the house: a room may import from itself and from what stands to its left. */
const rooms = [
  'kit',
  'contract',
  'store',
  'fact',
  'ledger',
  'http',
  'people',
  'calendar',
  'roster',
  'face',
  'presence',
  'matter',
  'report',
  'attendance',
  'assess',
  'burden',
  'publish',
  'main',
]
const webMay = new Set(['kit', 'contract'])
/** Pages that `main` hands to the server drawn. */
const drawn = ['web/board', 'web/citizen', 'web/print']
/** Beyond the order: rooms that must never meet, and rooms that must stay liftable. */
const never: readonly [from: string, to: string, why: string][] = [
  ['ledger', 'people', 'the ledger must be liftable in one move'],
  ['face', 'http', 'face data never leaves the station'],
  ['face', 'people', 'the face engine knows no names'],
  ['face', 'fact', 'the face engine records nothing'],
  ['face', 'store', 'the face engine keeps nothing'],
  ['assess', 'face', 'biometrics and assessment never meet'],
  ['assess', 'presence', 'biometrics and assessment never meet'],
]

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly target: string
}

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && /\.tsx?$/.test(it.name))
    .map((it) => join(it.parentPath, it.name))

const importPattern = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]/g

const placeOf = (file: string): string => {
  const [top, second] = relative(root, file).split('/')
  return top === 'src' ? (second ?? '') : `web/${second}`
}

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, 'utf8').matchAll(importPattern)]
    .map((found) => found[1] ?? found[2] ?? '')
    .filter((target) => target.startsWith('.') && !target.endsWith('/'))
    .map((target) => ({
      file: relative(root, file),
      from: placeOf(file),
      to: placeOf(resolve(dirname(file), target)),
      target,
    }))

const server = files('src').flatMap(importsOf)
const web = files('web')
  .filter((it) => !it.endsWith('vite.config.ts'))
  .flatMap(importsOf)

describe('the walls of the house', () => {
  test('the test sees the house', () => {
    expect(server.length).toBeGreaterThan(100)
    expect(web.length).toBeGreaterThan(20)
    expect(new Set(server.map((it) => it.from)).size).toBeGreaterThan(8)
  })

  test('every folder of src is a room of the sentence', () => {
    const found = readdirSync(join(root, 'src'))
    expect(found.filter((room) => !rooms.includes(room))).toEqual([])
  })

  test('imports point only to the left', () => {
    const wrong = server.filter(
      (it) => !(it.from === 'main' && drawn.includes(it.to)) && rooms.indexOf(it.to) > rooms.indexOf(it.from),
    )
    const outside = server.filter((it) => !rooms.includes(it.to) && !(it.from === 'main' && drawn.includes(it.to)))
    expect([...wrong, ...outside]).toEqual([])
  })

  test('pages import only kit, contract and what pages share', () => {
    const wrong = web.filter((it) => it.to !== it.from && it.to !== 'web/shared' && !webMay.has(it.to))
    expect(wrong).toEqual([])
  })

  test.each(never)('%s never imports %s: %s', (from, to) => {
    expect(server.filter((it) => it.from === from && it.to === to)).toEqual([])
  })

  test('kit and contract run in a browser', () => {
    const bound = [...files('src/kit'), ...files('src/contract')].filter((file) =>
      /from ['"]node:/.test(readFileSync(file, 'utf8')),
    )
    expect(bound).toEqual([])
  })
})

describe('what the law forbids is not there', () => {
  const all = [...files('src'), ...files('web')].map(
    (file) => [relative(root, file), readFileSync(file, 'utf8')] as const,
  )

  test.each([
    ['asks where somebody is', /geolocation|getCurrentPosition|watchPosition|GeolocationPosition/i],
    ['counts or follows visitors', /google-analytics|gtag\(|sendBeacon|baidu\.com|cnzz|umeng/i],
    ['loads anything from another address', /(?:src|href)=["'](?:https?:)?\/\/(?!www\.w3\.org)/],
  ])('nothing %s', (_, sign) => {
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(([, text]) => sign.test(text)).map(([file]) => file)).toEqual([])
  })

  test('no route ranks anybody, takes a picture of the world, or carries a face', () => {
    const words = allRoutes.map(({ name, path, summary }) => `${name} ${path} ${summary}`)
    expect(words.filter((it) => /\brank|leaderboard|top ?ten|(?<!check)points|排名|排行|积分/i.test(it))).toEqual([])
    const shapes = allRoutes.map((it) => [it.name, JSON.stringify(shapesOf(it))] as const)
    const carried = /"(?:frame|jpeg|image|photo|vector|embedding|descriptor|template|latitude|longitude)s?"/i
    expect(shapes.filter(([, text]) => carried.test(text)).map(([name]) => name)).toEqual([])
  })
})

const shapesOf = ({ params, query, body, output }: Route): unknown[] =>
  [params, query, body, output].map((it) => it && z.toJSONSchema(it, { unrepresentable: 'any' }))

/** Files that decide: they must give the same answer for the same arguments, for ever. */
const ruleFiles = [
  ...files('src/presence/rules'),
  ...files('src/presence/simulate'),
  ...files('src/people/rules'),
  ...files('src/roster/rules'),
  ...files('src/roster/requests/rules'),
  ...files('src/calendar').filter((file) => !/(?:store|routes|reach|acts)\.ts$/.test(file)),
  ...['src/roster/duty.ts', 'src/publish/board.ts', 'src/http/may.ts', 'src/kit/time.ts'].map((it) => join(root, it)),
]

const impure = [
  /\bDate\.now\(/,
  /new Date\(\)/,
  /Math\.random\(/,
  /performance\.now\(/,
  /process\.(env|hrtime)/,
  /from ['"]node:/,
  /Temporal\.Now/,
  /\bfetch\(/,
  /randomBytes|randomUUID|getRandomValues/,
]

describe('a rule is pure, and the clock is an argument', () => {
  test('the test sees the rules', () => expect(ruleFiles.length).toBeGreaterThan(8))

  test.each(ruleFiles.map((file) => relative(root, file)))(
    '%s reads neither clock, chance, network nor settings',
    (file) => {
      const text = readFileSync(join(root, file), 'utf8')
      expect(impure.filter((sign) => sign.test(text)).map(String)).toEqual([])
    },
  )
})
