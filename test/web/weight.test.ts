import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderBoard, renderLog } from '../../web/board/render.tsx'
import { renderMatter, renderMeasures } from '../../web/citizen/render.tsx'
import { clips, numberClips } from '../../web/kiosk/clips.ts'
import { logSample } from '../publish/logSample.ts'
import { measuresSample, standings } from './matterSamples.ts'
import { boardSample } from './samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'pages-'))
beforeAll(async () => {
  await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { outDir: folder } })
})
afterAll(() => rmSync(folder, { recursive: true }))

const filesBelow = (place: string): string[] =>
  readdirSync(join(folder, place)).map((name) => join(folder, place, name))
const weight = (content: Buffer | string) => gzipSync(content, { level: 9 }).length
const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0)
/** A style with the script and the mark that every public page has. */
const ofPublic = (style: string) =>
  sum([style, 'board.js', 'mark.svg'].map((name) => weight(readFileSync(join(folder, 'board/assets', name)))))

test('the kiosk without its sounds weighs at most 60 kB', () => {
  const files = filesBelow('kiosk/assets').filter((file) => !file.endsWith('.ogg'))
  expect(files.length).toBeGreaterThan(2)
  const bytes = sum([join(folder, 'kiosk/index.html'), ...files].map((file) => weight(readFileSync(file))))
  console.log(`kiosk ${(bytes / 1024).toFixed(1)} kB`)
  expect(bytes).toBeLessThanOrEqual(60 * 1024)
})

test('the sounds the kiosk loads are at most 60 kB, those of a number, which are fetched on request, at most 40', () => {
  const sounds = filesBelow('kiosk/assets').filter((file) => file.endsWith('.ogg'))
  const isOf = (names: readonly string[]) => (file: string) =>
    names.some((it) => file.includes(`/zh-${it}-`) || file.includes(`/en-${it}-`))
  const weighAll = (names: readonly string[], most: number) => {
    const files = sounds.filter(isOf(names))
    expect(files).toHaveLength(names.length * 2)
    expect(sum(files.map((file) => readFileSync(file).length))).toBeLessThanOrEqual(most * 1024)
  }
  weighAll(clips, 60)
  weighAll(numberClips, 40)
  expect(sounds).toHaveLength(2 * (clips.length + numberClips.length))
})

test('the board with its style, script and mark weighs at most 25 kB', () => {
  const names = filesBelow('board/assets').map((file) => file.split('/').at(-1))
  expect(names.sort()).toEqual(['board.css', 'board.js', 'citizen.css', 'mark.svg'])
  const bytes = weight(renderBoard(boardSample, 'zh')) + ofPublic('board.css')
  console.log(`board ${(bytes / 1024).toFixed(1)} kB`)
  expect(bytes).toBeLessThanOrEqual(25 * 1024)
})

test('the page of the log with its style, script and mark weighs at most 25 kB', () => {
  const bytes = weight(renderLog(logSample, 'zh')) + ofPublic('board.css')
  console.log(`log ${(bytes / 1024).toFixed(1)} kB`)
  expect(bytes).toBeLessThanOrEqual(25 * 1024)
})

test.each([
  ...Object.entries(standings).map(([name, view]) => [`a matter that is ${name}`, renderMatter(view, 'zh')] as const),
  ['the measures of 40 units', renderMeasures(measuresSample(40), 'zh')] as const,
])('%s weighs at most 25 kB with style, script and mark', (name, page) => {
  const bytes = weight(page) + ofPublic('citizen.css')
  console.log(`${name} ${(bytes / 1024).toFixed(1)} kB`)
  expect(bytes).toBeLessThanOrEqual(25 * 1024)
})

test('the built pages ask nobody else for anything and carry no inline script', () => {
  const html = readFileSync(join(folder, 'kiosk/index.html'), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|https?:\/\//)
  expect(html).toContain('src="/kiosk/assets/')
})
