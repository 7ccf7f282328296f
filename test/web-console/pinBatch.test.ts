import { expect, it } from 'vitest'
import type { StaffRow } from '../../src/contract/routes/people.ts'
import { givePins, pinlessOf } from '../../web/console/pages/staff/pinBatch.ts'
import { Refused, Unanswered } from '../../web/shared/ask.ts'

const people = ['a', 'b', 'c', 'd'].map((staffId) => ({ staffId }) as StaffRow)
const refusedWith = (status: number) =>
  new Refused(status, { refusal: 'forbidden', zh: '不行', en: 'no' } as ConstructorParameters<typeof Refused>[1])

/** Gives everybody his letter twice as a PIN, but fails at one. */
const failing = (at: string, failure: Error) => (person: StaffRow) =>
  person.staffId === at ? Promise.reject(failure) : Promise.resolve(person.staffId.repeat(2))

async function run(give: (person: StaffRow) => Promise<string>) {
  const told: number[] = []
  const { made, without, left } = await givePins(people, give, (through) => void told.push(through))
  return { pins: made.map((it) => it.pin), without: without.map((it) => it.person.staffId), left, told }
}

it('gives one to each, in order, and tells how far it is', async () => {
  expect(await run(failing('nobody', new Error()))).toEqual({
    pins: ['aa', 'bb', 'cc', 'dd'],
    without: [],
    left: 0,
    told: [1, 2, 3, 4],
  })
})

it('passes over somebody for whom it is refused', async () => {
  expect(await run(failing('b', refusedWith(403)))).toEqual({
    pins: ['aa', 'cc', 'dd'],
    without: ['b'],
    left: 0,
    told: [1, 2, 3, 4],
  })
})

it.each([
  ['no answer comes', new Unanswered('gone')],
  ['the center wants a pause', refusedWith(429)],
])('ends where %s, with what was made and how many were not come to', async (_, failure) => {
  expect(await run(failing('c', failure))).toEqual({ pins: ['aa', 'bb'], without: ['c'], left: 1, told: [1, 2] })
})

it('concerns whoever has none, is there, and belongs to a unit of the clerk', () => {
  const person = (staffId: string, more: Partial<StaffRow> = {}) =>
    ({
      staffId,
      unitId: 'town',
      name: staffId,
      employeeNo: '',
      post: '',
      phone: '',
      pinSet: false,
      leftOn: null,
      ...more,
    }) as StaffRow
  const staff = [
    person('a'),
    person('below', { unitId: 'village' }),
    person('has one', { pinSet: true }),
    person('left', { leftOn: '2026-01-31' }),
    person('guest', { unitId: 'court' }),
  ]
  const units = [
    { unitId: 'town', parentId: null, name: '镇', kind: 'township' },
    { unitId: 'village', parentId: 'town', name: '村', kind: 'village' },
    { unitId: 'court', parentId: null, name: '法庭', kind: 'court' },
  ] satisfies Parameters<typeof pinlessOf>[2]
  const clerkOf = (unitId: string | null) => ({ roles: [{ role: 'clerk', unitId }] })
  const idsFor = (account: Parameters<typeof pinlessOf>[1]) => pinlessOf(staff, account, units).map((it) => it.staffId)
  expect(idsFor(clerkOf('town'))).toEqual(['a', 'below'])
  expect(idsFor(clerkOf('village'))).toEqual(['below'])
  expect(idsFor(clerkOf(null))).toEqual(['a', 'below', 'guest'])
  expect(idsFor({ roles: [{ role: 'county', unitId: null }] })).toEqual([])
  expect(idsFor(null)).toEqual([])
})
