import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelsDir, readBases } from '../../scripts/lab/make/bases.ts'
import { renderClip } from '../../scripts/lab/make/clip.ts'
import { type ClipPlan, planSet, usual } from '../../scripts/lab/make/plan.ts'
import { makeWorld, type World } from '../../scripts/lab/make/world.ts'
import type { FaceSignals } from '../../src/contract/signals.ts'
import { type FaceEngine, startFaceEngine } from '../../src/face/engine.ts'
import { type Baseline, baselineOf, showingOf } from '../../src/presence/rules/actions.ts'
import { eyesOf, readEyes } from '../../src/presence/rules/blink.ts'
import { type Component, componentsOf } from '../../src/presence/rules/challenge.ts'
import { attemptPolicy as policy } from '../../src/presence/rules/policy.ts'
import { hintFor } from '../../src/presence/rules/waiting.ts'

let engine: FaceEngine
let world: World
beforeAll(async () => {
  world = makeWorld(await readBases(), 7)
  engine = await startFaceEngine({ modelsDir, plugins: [], workers: 1 })
}, 120_000)
afterAll(() => engine?.close())

const plans = planSet({ ...usual, seed: 7, people: 3, clips: 4, species: ['flatPrint', 'rigidMask', 'cutMask'] })
const clipsOf = (kind: string, count: number): ClipPlan[] => plans.filter((plan) => plan.kind === kind).slice(0, count)

interface SeenClip {
  readonly faces: readonly (FaceSignals & { readonly at: number })[]
  readonly frames: number
  readonly neutral: readonly FaceSignals[]
  readonly asked: readonly Component[]
}

async function seeClip(plan: ClipPlan): Promise<SeenClip> {
  const { frames, times, row } = await renderClip(plan, world, engine)
  const stream = engine.openStream()
  const faces: (FaceSignals & { at: number })[] = []
  for (const [n, jpeg] of frames.entries()) {
    const seen = await stream.look(jpeg, 'geometry')
    if (seen.kind === 'seen' && seen.signals.face !== undefined) faces.push({ ...seen.signals.face, at: times[n]! })
  }
  stream.close()
  const startsAt = Number(row.light!.split(/[@:]/)[1])
  const steps = row.script!.split(' ') as (keyof typeof componentsOf)[]
  const asked = [...new Set(steps.flatMap((step) => componentsOf[step]))]
  return { faces, frames: frames.length, neutral: faces.filter(({ at }) => at < startsAt), asked }
}

function shownIn({ faces, neutral }: SeenClip): Set<Component> {
  const own: Baseline = baselineOf(neutral)
  const shown = new Set<Component>(faces.flatMap((face) => showingOf(face, own, policy).above))
  const blinks: number[] = []
  let eyes = eyesOf(neutral)
  for (const face of faces) {
    const read = readEyes(eyes, face.at, face, Math.abs(face.turn - own.turn) < policy.restTurn, policy)
    eyes = read.eyes
    if (read.blink !== null) blinks.push(read.blink.startedAt)
  }
  if (blinks.some((at, n) => blinks[n + 1]! - at <= policy.blinkPairWithinMs)) shown.add('blink')
  return shown
}

describe('what the real face engine sees', { timeout: 240_000 }, () => {
  it('in clips of genuine people is what they were asked for', async () => {
    const missed: string[] = []
    for (const plan of clipsOf('genuine', 3)) {
      const clip = await seeClip(plan)
      expect(clip.faces).toHaveLength(clip.frames)
      expect(clip.neutral.map((face) => hintFor(face, policy)).filter((hint) => hint !== null)).toEqual([])
      const shown = shownIn(clip)
      for (const part of clip.asked) if (!shown.has(part)) missed.push(`${plan.file}: ${part}`)
    }
    expect(missed).toEqual([])
  })

  it.each(['flatPrint', 'rigidMask'])(
    'in clips of %s is a face that neither opens its mouth nor blinks twice',
    async (kind) => {
      for (const plan of clipsOf(kind, 1)) {
        const clip = await seeClip(plan)
        expect(clip.faces.length).toBeGreaterThan(0.8 * clip.frames)
        const shown = shownIn(clip)
        expect([shown.has('mouth'), shown.has('blink')]).toEqual([false, false])
      }
    },
  )

  it('in clips of masks with holes is a mouth that opens and a head that turns as far as the product asks', async () => {
    const missed: string[] = []
    for (const plan of clipsOf('cutMask', 2)) {
      const clip = await seeClip(plan)
      const shown = shownIn(clip)
      for (const part of clip.asked.filter((one) => one !== 'blink'))
        if (!shown.has(part)) missed.push(`${plan.file}: ${part}`)
    }
    expect(missed).toEqual([])
  })
})
