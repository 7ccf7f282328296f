import { expect, test } from 'vitest'
import type { Looks } from '../../scripts/lab/looks.ts'
import type { Clip } from '../../scripts/lab/manifest.ts'
import type { Seen } from '../../scripts/lab/presentation.ts'
import { returnLines } from '../../scripts/lab/returnLines.ts'
import { returnRows } from '../../scripts/lab/returnRows.ts'
import { guestsOf, presentGuests } from '../../scripts/lab/returns.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import { livenessPolicy } from '../../src/presence/rules/liveness/policy.ts'
import { anyStage, withLive } from '../../src/presence/simulate/liveTrail.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import type { Setting } from '../../src/presence/simulate/stream.ts'
import { faceOf } from '../presence/performer.ts'
import { film, honest } from '../presence/rules/film.ts'

/** A clip of one person who did what was asked, and what an engine would see of it. Simulated. */
function clipOf(person: string, day: number, seed: number, setting: Partial<Setting> = {}): Seen {
  const { recording } = film(seed, honest, setting)
  const random = seeded(seed)
  const stage = { ...anyStage(random, 'living', 0), emission: null }
  const frames = withLive(recording.events, stage, random).flatMap((one) => (one.kind === 'frame' ? [one] : []))
  const look = async (n: number) => {
    const frame = frames[n]
    return frame && ({ kind: 'seen', signals: frame.signals } as const)
  }
  const describe = async (n: number) => {
    const seen = await look(n)
    return seen && { ...seen, description: faceOf(person.length, random) }
  }
  const looks: Looks = { times: frames.map(({ at }) => at), still: false, look, describe, release: () => undefined }
  const file = `${person} ${day}`
  const clip: Clip = {
    ...{ line: 2 + day, file, path: file, person, kind: 'genuine', script: recording.challenge.steps, reserve: null },
    ...{ light: null, source: '', simulated: true, split: 'report', cohort: '', fps: null, group: file, seed: '' },
  }
  return { clip, looks }
}

const present = (seen: readonly Seen[]) => {
  const shots = new Map([
    ['li', new Map([['elsewhere', [{ description: faceOf(2, seeded(5)), quality: 1 }]]])],
    ['wang', new Map([['elsewhere', [{ description: faceOf(4, seeded(6)), quality: 1 }]]])],
  ])
  const open = async (clip: Clip) => seen.filter((one) => one.clip === clip)
  const told: string[] = []
  const visits = presentGuests(guestsOf(seen.map(({ clip }) => clip)), open, shots, () => told.push('done'))
  return visits.then((came) => ({ came, told }))
}

test('who comes back is remembered, and passes for looking otherwise; the same film does not', async () => {
  const challenge: Challenge = { steps: ['turnLeft', 'openMouth', 'openMouthTurnRight'] }
  const { came, told } = await present([41, 42, 43, 44, 46].map((seed, day) => clipOf('li', day, seed, { challenge })))
  expect(came.map(({ remembered }) => remembered)).toEqual([0, 1, 2, 3, 4])
  expect(came.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'accepted'))
  expect(came[0]?.share).toBeNull()
  for (const { share } of came.slice(1)) expect(share ?? 1).toBeLessThan(livenessPolicy.replay.livingAgain)
  expect(came.map(({ film }) => film)).toEqual(Array.from({ length: 5 }, () => 'refused'))
  expect(told).toEqual(['done'])
  const [row] = returnRows(came)
  expect(row).toMatchObject({ simulated: true, people: 1, visits: 5, sessions: { of: 0 } })
  expect(row).toMatchObject({
    alone: { hits: 0, of: 5 },
    refused: { hits: 0, of: 5 },
    filmsThrough: { hits: 0, of: 5 },
  })
})

test('who is asked something else every day is compared with nothing', async () => {
  const asked = [
    ['turnLeft', 'openMouth', 'blink'],
    ['openMouth', 'blink', 'turnRight'],
    ['comeCloser', 'openMouth', 'turnLeft'],
    ['blink', 'openMouthTurnLeft', 'openMouth'],
  ] as const
  const { came } = await present(
    asked.map((steps, day) => clipOf('li', day, 80 + day, { challenge: { steps: [...steps] } })),
  )
  expect(came.map(({ remembered, share }) => [remembered, share])).toEqual([0, 1, 2, 3].map((day) => [day, null]))
})

test('a clip that comes as if it were another day is refused by who remembers it, and only by him', async () => {
  const [first, ...others] = [1, 2, 3, 4].map((day) => clipOf('wang', day, 60 + day))
  const twice = { ...first!, clip: { ...first!.clip, file: 'again' } }
  const { came } = await present([first!, ...others, twice])
  expect(came.at(-1)).toMatchObject({ alone: 'accepted', outcome: 'refused', remembered: 4, film: null })
  expect(came.at(-1)?.share).toBeGreaterThan(livenessPolicy.replay.filmAgain)
  const [row] = returnRows(came)
  expect(row).toMatchObject({ alone: { hits: 0, of: 5 }, refused: { hits: 1, of: 5 } })
  expect(returnLines(row!).join('\n')).toContain('simulated')
})

test('a session counts as lost only where no try of it helped', () => {
  const visit = (group: string, outcome: 'accepted' | 'refused') => {
    const clip = { person: 'li', group, simulated: false } as Clip
    return { clip, outcome, alone: 'accepted', remembered: 3, doubted: false, share: 0.5, film: null } as const
  }
  const visits = [visit('a', 'refused'), visit('a', 'accepted'), visit('b', 'refused'), visit('b', 'refused')]
  const [row] = returnRows([...visits, visit('c', 'refused')])
  expect(row).toMatchObject({ simulated: false, refused: { hits: 4, of: 5 }, sessions: { hits: 1, of: 2 } })
  expect(row?.shares).toEqual({ median: 0.5, p95: 0.5, most: 0.5 })
})

test('whoever has fewer than four clips with a script, and an attack, is nobody who comes back', () => {
  const four = [1, 2, 3, 4].map((day) => clipOf('li', day, day).clip)
  expect(guestsOf(four)).toHaveLength(1)
  expect(guestsOf(four.slice(1))).toEqual([])
  expect(guestsOf(four.map((clip) => ({ ...clip, script: [] })))).toEqual([])
  expect(guestsOf(four.map((clip) => ({ ...clip, kind: 'cutMask' })))).toEqual([])
  expect(guestsOf(four.map((clip, i) => ({ ...clip, simulated: i > 1 })))).toEqual([])
})
