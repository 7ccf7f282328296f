import { describe, expect, it } from 'vitest'
import { countStates, type PersonToday, readSiteToday, todayStates } from '../../web/console/pages/today/siteToday.ts'
import { busyWorld, idOf } from './world.ts'

const noon = '2026-03-03T04:00:00.000Z'
const world = busyWorld(noon)
const person = (n: number, state: PersonToday['state'], site = 1): PersonToday => ({
  staffId: idOf(3, n),
  siteId: idOf(2, site),
  state,
  since: state === 'seen' ? '2026-03-03T00:20:00.000Z' : null,
  from: null,
})
const states = (site: number, people: PersonToday[]) =>
  Object.fromEntries(
    readSiteToday(idOf(2, site), world, people, noon).map((it) => [Number(it.staffId.slice(-3)), it.state]),
  )

describe('a site today', () => {
  it('believes a check-in seen just now more than what was judged a minute ago', () => {
    expect(states(1, [person(2, 'notSeen'), person(4, 'leave')])).toMatchObject({ 2: 'in', 4: 'in' })
  })

  it('shows leave and what is unknown where only a duty was planned', () => {
    expect(states(4, [person(10, 'leave', 4)])).toMatchObject({ 10: 'leave' })
    expect(states(4, [person(10, 'unknown', 4)])).toMatchObject({ 10: 'unknown' })
    expect(states(4, [person(10, 'rest', 4)])).toMatchObject({ 10: 'expected' })
  })

  it('has gone whoever checked out, and is in whoever came before midnight and stayed', () => {
    expect(states(3, [person(8, 'seen', 3)])).toMatchObject({ 8: 'left' })
    expect(states(4, [person(9, 'seen', 4)])).toMatchObject({ 9: 'in' })
  })

  it('lists everybody once, in the order of states, people of other sites not at all', () => {
    const rows = readSiteToday(
      idOf(2, 1),
      world,
      [person(2, 'seen'), person(5, 'notSeen'), person(9, 'leave', 4)],
      noon,
    )
    expect(new Set(rows.map((it) => it.staffId)).size).toBe(rows.length)
    expect(rows.map((it) => it.staffId)).not.toContain(idOf(3, 9))
    const order = rows.map((it) => todayStates.indexOf(it.state))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('counts people by state, and nobody twice', () => {
    const rows = readSiteToday(idOf(2, 1), world, [person(5, 'notSeen'), person(3, 'outing')], noon)
    const counts = countStates(rows)
    expect(Object.values(counts).reduce((sum, it) => sum + it, 0)).toBe(rows.length)
    expect(counts).toMatchObject({ in: 2, inTheField: 1, notSeen: 1 })
  })
})
