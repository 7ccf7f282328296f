import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openEyes } from '../../src/face/eyes.ts'
import { keepModels } from '../../src/face/models.ts'
import { openNet } from '../../src/face/net.ts'
import { FaceStartFailure } from '../../src/face/startFailure.ts'
import { emptyFolder, sharedModels } from './engine-fixtures.ts'

const folders: (() => void)[] = []
afterEach(() => {
  for (const remove of folders.splice(0)) remove()
})
function folder(): string {
  const { path, remove } = emptyFolder()
  folders.push(remove)
  return path
}
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test('the first start converts six models and tells of each; the second converts none', () => {
  const place = folder()
  const told: string[] = []
  const first = keepModels(place, ({ model, at, of }) => told.push(`${model} ${at}/${of}`))
  expect(told).toEqual(['detector 1/6', 'mesh 2/6', 'iris 3/6', 'faceres 4/6', 'recogniser 5/6', 'mobilefacenet 6/6'])
  const second = keepModels(place, () => told.push('again'))
  expect(second).toEqual(first)
  expect(told).toHaveLength(6)
  expect(readdirSync(join(place, first.version)).filter((name) => name.endsWith('.half'))).toEqual([])
})

test.each([
  ['cut short', (file: string) => truncateSync(file, 1000)],
  ['overwritten', (file: string) => writeFileSync(file, 'not a model')],
])('a cached model that was %s is converted again to the same bytes', (_, damage) => {
  const place = folder()
  const { files } = keepModels(place)
  const before = hashOf(files.mesh)
  damage(files.mesh)
  const told: string[] = []
  keepModels(place, ({ model }) => told.push(model))
  expect(told).toEqual(['mesh'])
  expect(hashOf(files.mesh)).toBe(before)
})

test('a lost record of hashes has everything converted again', () => {
  const place = folder()
  const { version } = keepModels(place)
  writeFileSync(join(place, version, 'hashes.json'), '{"mesh": 4')
  const told: string[] = []
  keepModels(place, ({ model }) => told.push(model))
  expect(told).toHaveLength(6)
})

test('a models folder that cannot be written stops the start with a sentence', () => {
  const place = join(folder(), 'file')
  writeFileSync(place, '')
  expect(() => keepModels(place)).toThrow(FaceStartFailure)
  expect(() => keepModels(place)).toThrow(/folder for face models cannot be written/)
})

test.each(['detector', 'mesh', 'iris', 'faceres', 'recogniser', 'mobilefacenet'] as const)(
  'a missing or broken %s stops the start and is named',
  async (name) => {
    const models = keepModels(sharedModels)
    const broken = join(folder(), 'broken.onnx')
    const files = { ...models.files, [name]: broken }
    const start = () => openEyes({ models: { ...models, files }, plugIns: [] })
    await expect(start()).rejects.toThrow(`The face model "${name}" does not load.`)
    writeFileSync(broken, readFileSync(models.files[name]).subarray(0, 2000))
    await expect(start()).rejects.toThrow(`The face model "${name}" does not load.`)
  },
)

test('a model of another shape is not usable', async () => {
  const { files } = keepModels(sharedModels)
  const shape = { name: 'mesh', input: [1, 192, 192, 3] }
  const outputs = [{ name: 'Identity_2', length: 1434 }]
  await expect(openNet(files.mesh, { ...shape, outputs })).rejects.toThrow('has 1404 values instead of 1434')
  await expect(openNet(files.iris, { ...shape, outputs })).rejects.toThrow('The face model "mesh" does not run.')
})
