import { expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import type { FactBody, FactKind } from '../../src/fact/fact.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { boardOf } from '../../src/publish/board.ts'
import { findBoardInput } from '../../src/publish/store.ts'
import type { Db } from '../../src/store/open.ts'
import { withDb } from '../db.ts'

const countyId = 330881
const [unitId, siteId, staffId] = [newId(), newId(), newId()]
const [sunday, monday] = ['2026-11-22', '2026-11-23']

async function village(db: Db): Promise<void> {
  const now = instantAt(sunday, '08:00')
  const fact = <K extends FactKind>(kind: K, body: FactBody<K>, at = now) =>
    draft(kind, body, { countyId, now: at, by: { kind: 'system' }, siteId, staffId })
  const person = { staffId, unitId, siteId, name: '郝伟', post: '干部', employeeNo: '1', phone: '', published: true }
  const time = { wall: now, monotonicMs: 0, bootId: newId(), beacon: null, clockJumped: false }
  await append(
    db,
    [
      fact('countyNamed', { name: '试验县', demo: false, complaints: { name: '纪委', phone: '12388' } }),
      fact('unitKept', { unitId, parentId: null, name: '镇', kind: 'township' }),
      fact('siteKept', { siteId, unitId, name: '站', address: '', hours: {}, dutyPhone: '1', closed: false }),
      fact('staffKept', { ...person, partyBranch: null, cardNo: null, leftOn: null }),
      fact('dutyKept', {
        dutyId: newId(),
        staffId,
        siteId,
        starts: instantAt(sunday, '17:30'),
        ends: instantAt(monday, '08:30'),
        note: '',
        as: 'member',
      }),
      fact(
        'checkIn',
        {
          checkInId: newId(),
          staffId,
          siteId,
          method: 'pin',
          direction: 'arrival',
          time,
          attemptId: null,
          reason: null,
        },
        instantAt(sunday, '17:20'),
      ),
    ],
    centerProjections,
  )
}

test(
  'whoever came for the night is still seen after midnight, and no longer when the duty is over',
  withDb(async (db) => {
    await village(db)
    const stateAt = async (day: string, clock: string) => {
      const input = await findBoardInput(db, siteId, instantAt(day, clock))
      return input && boardOf(input).now.map((it) => it.state)
    }
    expect(await stateAt(sunday, '23:00')).toEqual(['seen'])
    expect(await stateAt(monday, '07:00')).toEqual(['seen'])
    expect(await stateAt(monday, '09:00')).toEqual([])
  }),
)
