import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { giveLeave, keepDuty, type Name, type Office, openOffice, refusalOf } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

const ask = async (who: Name, dutyId: string, to: Name, returnDutyId: string | null = null) => {
  const swapId = newId()
  const body = { dutyId, toStaffId: office.people[to], returnDutyId, note: '家里有事' }
  return { swapId, answered: await office.browsers[who].put(`/api/swaps/${swapId}`, body) }
}
const reply = (who: Name, swapId: string, answer: string) =>
  office.browsers[who].post(`/api/swaps/${swapId}/answer`, { answer })
const holderOf = async (dutyId: string): Promise<Name | undefined> => {
  const { body } = await office.clerk.get('/api/duties?from=2026-03-01&to=2026-04-30')
  const found = body.duties.find((it: { dutyId: string }) => it.dutyId === dutyId)
  return (['wang', 'li', 'zhao'] as const).find((name) => office.people[name] === found?.staffId)
}

describe('an exchange of duties', () => {
  test('is done when both want it, and both see it', async () => {
    const { dutyId: mine } = await keepDuty(office, 'wang', '2026-03-05 08:30', '17:30')
    const { dutyId: his } = await keepDuty(office, 'li', '2026-03-06 08:30', '17:30')
    const { swapId, answered } = await ask('wang', mine, 'li', his)
    expect([answered.status, answered.body.state]).toEqual([200, 'asked'])
    expect(await holderOf(mine)).toBe('wang')
    for (const who of ['wang', 'li'] as const) {
      const { body } = await office.browsers[who].get('/api/swaps')
      expect(body.find((it: { swapId: string }) => it.swapId === swapId)).toMatchObject({
        state: 'asked',
        duty: { dutyId: mine },
        returnDuty: { dutyId: his },
      })
    }
    expect((await office.browsers.zhao.get('/api/swaps')).body).toEqual([])
    expect((await reply('li', swapId, 'agreed')).body.state).toBe('agreed')
    expect([await holderOf(mine), await holderOf(his)]).toEqual(['li', 'wang'])
    expect(refusalOf(await reply('li', swapId, 'agreed'))).toBe('done')
    expect(refusalOf(await reply('wang', swapId, 'withdrawn'))).toBe('alreadyDone')
  })

  test('is nobody else’s business', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-09 08:30', '17:30')
    expect(refusalOf((await ask('li', dutyId, 'zhao')).answered)).toBe('forbidden')
    const { swapId } = await ask('wang', dutyId, 'li')
    expect(refusalOf(await reply('wang', swapId, 'agreed'))).toBe('forbidden')
    expect(refusalOf(await reply('li', swapId, 'withdrawn'))).toBe('forbidden')
    expect(refusalOf(await reply('zhao', swapId, 'agreed'))).toBe('notFound')
    const { body } = await office.clerk.get('/api/swaps')
    expect(body.map((it: { swapId: string }) => it.swapId)).toContain(swapId)
    expect(refusalOf(await office.clerk.post(`/api/swaps/${swapId}/answer`, { answer: 'agreed' }))).toBe('forbidden')
    expect((await reply('li', swapId, 'declined')).body.state).toBe('declined')
    expect(await holderOf(dutyId)).toBe('wang')
  })

  test('of one duty promised to two goes to the first; the other promise is taken back', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-10 08:30', '17:30')
    const [one, two] = [await ask('wang', dutyId, 'li'), await ask('wang', dutyId, 'zhao')]
    const answers = await Promise.all([reply('li', one.swapId, 'agreed'), reply('zhao', two.swapId, 'agreed')])
    expect(answers.map(refusalOf).sort()).toEqual(['alreadyDone', 'done'])
    expect(['li', 'zhao']).toContain(await holderOf(dutyId))
  })

  test('is checked again when it is agreed to: leave, field day, another duty, a cancelled one', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-12 08:30', '17:30')
    const { swapId } = await ask('wang', dutyId, 'li')
    await giveLeave(office, 'li', '2026-03-12', '2026-03-12')
    expect(refusalOf(await reply('li', swapId, 'agreed'))).toBe('staffAway')
    const other = await ask('wang', dutyId, 'zhao')
    await keepDuty(office, 'zhao', '2026-03-12 17:00', '19:00')
    expect(refusalOf(await reply('zhao', other.swapId, 'agreed'))).toBe('dutyOverlaps')
    await office.clerk.post(`/api/duties/${dutyId}/cancel`, { reason: '停电' })
    expect(refusalOf(await reply('zhao', other.swapId, 'agreed'))).toBe('alreadyDone')
  })

  test('partners are those free at the time, by name only', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-13 08:30', '17:30')
    await keepDuty(office, 'zhao', '2026-03-13 10:00', '11:00')
    const { body } = await office.browsers.wang.get(`/api/swaps-partners?dutyId=${dutyId}`)
    expect(body).toEqual([{ staffId: office.people.li, name: expect.stringContaining('李') }])
    expect(refusalOf(await office.browsers.li.get(`/api/swaps-partners?dutyId=${dutyId}`))).toBe('forbidden')
  })

  test('of a duty that has begun is too late', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-02 08:00', '12:00')
    expect(refusalOf((await ask('wang', dutyId, 'li')).answered)).toBe('dutyBegun')
  })

  test('lapses by itself when a duty of it begins before anybody answered', async () => {
    const { dutyId: mine } = await keepDuty(office, 'wang', '2026-03-17 08:30', '17:30')
    const { dutyId: his } = await keepDuty(office, 'li', '2026-03-16 08:30', '17:30')
    const { swapId } = await ask('wang', mine, 'li', his)
    const stateFor = async (who: Name) =>
      (await office.browsers[who].get('/api/swaps')).body.find((it: { swapId: string }) => it.swapId === swapId)?.state
    office.house.clock.at = instantAt('2026-03-16', '08:29')
    await office.logIn()
    expect([await stateFor('wang'), await stateFor('li')]).toEqual(['asked', 'asked'])
    office.house.clock.at = instantAt('2026-03-16', '08:30')
    expect([await stateFor('wang'), await stateFor('li')]).toEqual(['lapsed', 'lapsed'])
    for (const [who, answer] of [
      ['li', 'agreed'],
      ['li', 'declined'],
      ['wang', 'withdrawn'],
    ] as const) {
      expect(refusalOf(await reply(who, swapId, answer))).toBe('dutyBegun')
    }
    // After two months nobody is shown it any more.
    office.house.clock.at = instantAt('2026-05-20', '08:30')
    await office.logIn()
    expect(await stateFor('wang')).toBeUndefined()
    office.house.clock.at = instantAt('2026-03-02', '08:30')
    await office.logIn()
  })

  test('a chain that comes to somebody who leaves ends there: the duty stays with its holder and shows as a gap', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-25 08:30', '17:30')
    const first = await ask('wang', dutyId, 'li')
    await reply('li', first.swapId, 'agreed')
    const second = await ask('li', dutyId, 'zhao')
    const zhao = (await office.clerk.get('/api/staff')).body.find(
      (it: { staffId: string }) => it.staffId === office.people.zhao,
    )
    const { pinSet: _, consent: __, enrolled: ___, staffId: ____, ...kept } = zhao
    await office.clerk.put(`/api/staff/${office.people.zhao}`, { ...kept, leftOn: '2026-03-20' })
    expect(refusalOf(await reply('zhao', second.swapId, 'agreed'))).toBe('staffLeft')
    expect(await holderOf(dutyId)).toBe('li')
    await giveLeave(office, 'li', '2026-03-25', '2026-03-25')
    const { body: gaps } = await office.clerk.get('/api/duty-gaps?from=2026-03-25&to=2026-03-25')
    expect(gaps.map((it: { starts: string }) => it.starts)).toEqual([
      instantAt('2026-03-25', '08:30'),
      instantAt('2026-03-25', '14:00'),
    ])
    expect(refusalOf((await ask('li', dutyId, 'zhao')).answered)).toBe('staffLeft')
  })
})
