import { findingsOf } from '../../src/presence/rules/attempt.ts'
import { drawChallenge } from '../../src/presence/rules/challenge.ts'
import { allGates } from '../../src/presence/rules/gates.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import type { Enrolment } from './enrol.ts'
import { livenessOf } from './liveness.ts'
import type { Clip } from './manifest.ts'
import { type Played, play, type Site, type Try } from './play.ts'
import {
  type How,
  injected,
  msOf,
  type Outcome,
  outcomeOf,
  outcomeOfVerdict,
  type Presentation,
  type Seen,
  whyOfVerdict,
} from './presentation.ts'
import { bytesOf, numberOf } from './seeds.ts'
import { rememberedOf } from './series.ts'
import { foldUnasked, foldWhole, unaskedGates } from './whole.ts'

/** Signals are read off so many challenges of a clip: they say much the same of each, and reading takes its time. */
const seedsRead = 3
const alive = allGates.filter((gate) => gate !== 'match')
/** Up to this many enrolled people a face alone says who it is, as at the kiosk; above, the person is claimed first. */
const mostWithoutClaim = 30

/** A session in which the scripts of the clips were the station's challenges: one clip for each attempt. */
export async function presentScripted(session: readonly Seen[], enrolment: Enrolment): Promise<Presentation | null> {
  const [first] = session
  if (first === undefined) return null
  const tries = session.map(({ clip, looks }): Try => {
    const light = clip.light === null ? {} : { light: clip.light.sequence }
    const challenge = { steps: [...clip.script], ...light }
    return { challenge, looks, how: 'once', from: 0, litAt: clip.light?.startedAt ?? null }
  })
  const files = session.map(({ clip }) => clip.file)
  const named = { species: first.clip.kind, how: 'script', seed: null, files } as const
  const shown = await present(tries, first.clip, enrolment, named)
  return readWhole(first, tries, shown, enrolment)
}

/** All of a scripted clip is read, whichever gate stopped it. */
async function readWhole(
  first: Seen,
  [asked]: readonly Try[],
  shown: Presentation,
  enrolment: Enrolment,
): Promise<Presentation> {
  if (asked === undefined) return shown
  const { clip, looks } = first
  const folded = await foldWhole(looks, asked, siteOf(clip, enrolment, []))
  const read = { ...shown, liveness: livenessOf(folded.attempt, folded.events) }
  const isRemembered = clip.kind === 'genuine' || clip.group !== ''
  return isRemembered ? { ...read, series: await rememberedOf(first, folded, read) } : read
}

/** Each clip of a session as an attempt of its own, whatever became of the others. */
export const presentAttempts = async (session: readonly Seen[], enrolment: Enrolment): Promise<Presentation[]> => {
  const all = await Promise.all(session.map((one) => presentScripted([one], enrolment)))
  return all.filter((one) => one !== null)
}

/** A clip fed into challenges that the product draws afresh, with every attempt of the session. */
export async function presentFresh(
  { clip, looks }: Seen,
  seeds: number,
  enrolment: Enrolment,
): Promise<readonly Presentation[]> {
  const species = clip.kind === 'genuine' ? injected : clip.kind
  const presentations: Presentation[] = []
  for (let seed = 0; seed < seeds; seed += 1) {
    const text = `${clip.seed} ${clip.file} ${seed}`
    const tries = attemptPolicy.stepsByAttempt.map((_, i): Try => {
      const challenge = drawChallenge(bytesOf(`${text} attempt ${i + 1}`, 256), i + 1, attemptPolicy)
      const from = looks.still ? 0 : numberOf(`${text} from ${i + 1}`, looks.times.length)
      return { challenge, looks, how: 'forever', from, litAt: null }
    })
    presentations.push(await present(tries, clip, enrolment, { species, how: 'fresh', seed, files: [clip.file] }))
  }
  return presentations
}

/** A genuine clip in which nothing was asked, judged by whatever needs no answer. */
export async function presentUnasked({ clip, looks }: Seen, enrolment: Enrolment): Promise<Presentation> {
  const { attempt, events } = await foldUnasked(looks, siteOf(clip, enrolment, unaskedGates))
  const failed = findingsOf(attempt).filter((finding) => !finding.passed)
  const { evidence } = attempt
  const outcome: Outcome = evidence.promptedAt === null ? 'noResponse' : failed.length > 0 ? 'refused' : 'accepted'
  const why = evidence.firstFaceAt === null ? ['noFace'] : failed.map(({ gate }) => gate)
  const decision = evidence.decision
  const asPerson = outcome === 'accepted' && decision?.kind === 'matched' ? decision.person : null
  const { person } = enrolment
  const whole: Outcome = outcome === 'accepted' && asPerson === null ? 'refused' : outcome
  return {
    ...{ clip, files: [clip.file], species: clip.kind, how: 'unasked', seed: null, outcome, why },
    attempts: [{ outcome, why, ms: null }],
    matched: person === 'none' ? null : { outcome: whole, asPerson, sameClip: person === 'sameClip' },
    liveness: livenessOf(attempt, events),
    series: null,
  }
}

/** A picture held before the camera and called genuine: no person was there to be judged. */
export const noPerson = ({ clip }: Seen): Presentation => ({
  ...{ clip, files: [clip.file], species: clip.kind, how: 'unasked', seed: null, outcome: 'noResponse' },
  ...{ why: ['stillPicture'], attempts: [], matched: null, liveness: null, series: null },
})

type Named = Pick<Presentation, 'species' | 'seed' | 'files'> & { readonly how: How }

async function present(tries: readonly Try[], clip: Clip, enrolment: Enrolment, named: Named): Promise<Presentation> {
  const played = await play(tries, siteOf(clip, enrolment, alive))
  const last = played.tries.at(-1)
  const isRead = named.seed !== null && named.seed < seedsRead && last !== undefined
  const attempts = played.tries.map(({ verdict }) => {
    return { outcome: outcomeOfVerdict(verdict), why: whyOfVerdict(verdict), ms: msOf(verdict) }
  })
  return {
    ...named,
    clip,
    outcome: outcomeOf(played),
    attempts,
    why: played.session === null ? ['noFace'] : (attempts.at(-1)?.why ?? []),
    matched: await matchedOf(played, tries, clip, enrolment),
    liveness: isRead ? livenessOf(last.verdict, last.events) : null,
    series: null,
  }
}

/** The same with matching. Nothing but an accepted presentation can end otherwise, so only that one is played again. */
async function matchedOf(
  played: Played,
  tries: readonly Try[],
  clip: Clip,
  enrolment: Enrolment,
): Promise<Presentation['matched']> {
  if (enrolment.person === 'none') return null
  const sameClip = enrolment.person === 'sameClip'
  const outcome = outcomeOf(played)
  if (outcome !== 'accepted') return { outcome, asPerson: null, sameClip }
  const whole = await play(tries, siteOf(clip, enrolment, allGates))
  const asPerson = whole.session?.state === 'passed' ? whole.session.person : null
  return { outcome: outcomeOf(whole), asPerson, sameClip }
}

const siteOf = (clip: Clip, { gallery }: Enrolment, gates: Site['gates']): Site => ({
  policy: attemptPolicy,
  gates,
  gallery,
  claimed: gallery.people.size > mostWithoutClaim ? clip.person : null,
})
