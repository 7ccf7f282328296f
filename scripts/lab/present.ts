import { drawAttempt } from '../../src/presence/kiosk/draw.ts'
import { mostWithoutClaim } from '../../src/presence/kiosk/idleMode.ts'
import { allGates, type GateName } from '../../src/presence/rules/gates.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import type { Enrolment } from './enrol.ts'
import { livenessOf } from './liveness.ts'
import type { Clip } from './manifest.ts'
import { type Played, play, type Site, type Try } from './play.ts'
import {
  type How,
  injected,
  msOf,
  outcomeOf,
  outcomeOfVerdict,
  type Presentation,
  type Seen,
  whyOfVerdict,
} from './presentation.ts'
import { rememberedOf } from './remembered.ts'
import { bytesOf, numberOf } from './seeds.ts'
import { foldWhole } from './whole.ts'

/** Signals are read off so many challenges of a clip: they say much the same of each, and reading takes its time. */
const seedsRead = 3
const alive = allGates.filter((gate) => gate !== 'match')

/** A session in which the scripts of the clips were the station's challenges: one clip for each attempt. */
export async function presentScripted(
  session: readonly Seen[],
  enrolment: Enrolment,
  whole: boolean,
): Promise<Presentation | null> {
  const [first] = session
  if (first === undefined) return null
  const tries = session.map(askedOf)
  const files = session.map(({ clip }) => clip.file)
  const named = { species: first.clip.kind, how: 'script', seed: null, files } as const
  const shown = await present(tries, first.clip, enrolment, named)
  const untimed = { ...shown, untimed: await untimedOf(shown, tries, enrolment) }
  return whole ? readWhole(first, tries, untimed, enrolment) : untimed
}

/** A clip before the challenge that its script is. */
export function askedOf({ clip, looks }: Seen): Try {
  const light = clip.light === null ? {} : { light: clip.light.sequence }
  const reserve = clip.reserve === null ? {} : { reserve: clip.reserve }
  const challenge = { steps: [...clip.script], ...reserve, ...light }
  return { challenge, looks, how: 'once', from: 0, litAt: clip.light?.startedAt ?? null }
}

/**
 * What would have become of it had no time been judged: a clip that was not recorded at the kiosk's own prompts, which
 * recorded light would show, answered others, and when is not known.
 */
async function untimedOf(shown: Presentation, tries: readonly Try[], enrolment: Enrolment) {
  const isLate = shown.outcome === 'refused' && shown.clip.light === null && shown.why.includes('timing')
  if (!isLate) return shown.outcome
  const gates = alive.filter((gate) => gate !== 'timing')
  return outcomeOf(await play(tries, siteOf(shown.clip, enrolment, gates)))
}

/** All of a scripted clip is read, whichever gate stopped it. */
async function readWhole(
  { clip, looks }: Seen,
  [asked]: readonly Try[],
  shown: Presentation,
  enrolment: Enrolment,
): Promise<Presentation> {
  if (asked === undefined) return shown
  const { attempt } = await foldWhole(looks, asked, siteOf(clip, enrolment, []))
  return { ...shown, liveness: livenessOf(attempt) }
}

/** Each clip of a session as an attempt of its own, whatever became of the others. */
export const presentAttempts = async (
  session: readonly Seen[],
  enrolment: Enrolment,
  whole: boolean,
): Promise<Presentation[]> => {
  const all = await Promise.all(session.map((one) => presentScripted([one], enrolment, whole)))
  return all.filter((one) => one !== null)
}

/** A clip fed into challenges that the product draws afresh, with every attempt of the session. */
export async function presentFresh(seen: Seen, seeds: number, enrolment: Enrolment): Promise<readonly Presentation[]> {
  const { clip } = seen
  const species = clip.kind === 'genuine' ? injected : clip.kind
  const presentations: Presentation[] = []
  for (let seed = 0; seed < seeds; seed += 1) {
    const tries = triesOf(seen, `${clip.seed} ${clip.file} ${seed}`)
    presentations.push(await present(tries, clip, enrolment, { species, how: 'fresh', seed, files: [clip.file] }))
  }
  return presentations
}

/**
 * Steps, reserve and light as the product draws them, of all attempts of a session. An attack recorded under the light of
 * its own attempt has only that one try, from its beginning and under that light.
 */
function triesOf({ clip, looks }: Seen, text: string): readonly Try[] {
  const own = clip.kind === 'genuine' ? null : clip.light
  const tries = attemptPolicy.stepsByAttempt.map((_, i): Try => {
    const random = (count: number): Uint8Array => bytesOf(`${text} attempt ${i + 1} ${count}`, count)
    const drawn = drawAttempt({ policy: attemptPolicy, random }, i + 1)
    const from = looks.still ? 0 : numberOf(`${text} from ${i + 1}`, looks.times.length)
    if (own === null) return { challenge: drawn, looks, how: 'forever', from, litAt: null }
    return { challenge: { ...drawn, light: own.sequence }, looks, how: 'once', from: 0, litAt: own.startedAt }
  })
  return own === null ? tries : tries.slice(0, 1)
}

type Named = Pick<Presentation, 'species' | 'seed' | 'files'> & { readonly how: How }

async function present(tries: readonly Try[], clip: Clip, enrolment: Enrolment, named: Named): Promise<Presentation> {
  const site = siteOf(clip, enrolment, alive)
  const played = await play(tries, site)
  const outcome = outcomeOf(played)
  // With matching nothing but an accepted presentation can end otherwise, so only that one is played again.
  const matched = outcome === 'accepted' ? await play(tries, { ...site, gates: allGates }) : played
  const last = played.tries.at(-1)
  const isRead = (named.seed ?? 0) < seedsRead && last !== undefined
  const attempts = played.tries.map(({ verdict, reserveWanted }) => {
    return { outcome: outcomeOfVerdict(verdict), why: whyOfVerdict(verdict), ms: msOf(verdict), reserveWanted }
  })
  return {
    ...named,
    clip,
    outcome,
    untimed: outcome,
    attempts,
    why: played.session === null ? ['noFace'] : (attempts.at(-1)?.why ?? []),
    matched: matchedOf(matched, enrolment),
    liveness: isRead ? livenessOf(last.verdict) : null,
    series: (named.seed ?? 0) === 0 ? rememberedOf(clip, named.how === 'script', matched) : null,
  }
}

function matchedOf(played: Played, { person }: Enrolment): Presentation['matched'] {
  if (person === 'none') return null
  const asPerson = played.session?.state === 'passed' ? played.session.person : null
  return { outcome: outcomeOf(played), asPerson, sameClip: person === 'sameClip' }
}

/** The site a clip is shown at. */
export const siteOf = (clip: Clip, { gallery }: Enrolment, gates: readonly GateName[]): Site => ({
  policy: attemptPolicy,
  gates,
  gallery,
  claimed: gallery.people.size > mostWithoutClaim ? clip.person : null,
})
