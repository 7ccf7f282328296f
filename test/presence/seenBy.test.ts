import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import type { CheckInRow } from '../../src/contract/routes/presence.ts'
import { asSeenBy } from '../../src/presence/center/checkIns.ts'

const row: CheckInRow = {
  checkInId: '00000000-0000-7000-8000-000000000001',
  staffId: '00000000-0000-7000-8000-000000000002',
  siteId: '00000000-0000-7000-8000-000000000003',
  at: '2026-11-23T00:20:00.000Z',
  method: 'pin',
  direction: 'arrival',
  timeGrade: 'A',
  earliest: '2026-11-23T00:20:00.000Z',
  latest: '2026-11-23T00:20:00.000Z',
  countersignedBy: null,
  simulated: false,
}

describe('how somebody checked in', () => {
  test.each<[Role, boolean]>([
    ['clerk', true],
    ['inspector', true],
    ['head', false],
    ['county', false],
    ['systemAdmin', false],
  ])('the %s sees it: %s', (role, sees) => {
    const shown = asSeenBy({ grants: [{ role, unitId: null }] }, row)
    expect(shown.method).toBe(sees ? 'pin' : null)
  })

  test('a face and a PIN look the same to the head of the office', () => {
    const head = { grants: [{ role: 'head' as const, unitId: null }] }
    const byFace = asSeenBy(head, { ...row, method: 'face' })
    const byPin = asSeenBy(head, { ...row, method: 'pin', countersignedBy: 'staff' })
    expect(byPin).toEqual(byFace)
  })
})
