import type { FaceSignals } from '../../src/contract/signals.ts'
import type { Template } from '../../src/face/description.ts'
import { averageProbe, type Shot } from '../../src/face/matchTemplate.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { openSiteGallery, type SiteGallery } from '../../src/presence/station/gallery.ts'
import type { Looks } from './looks.ts'
import type { Clip } from './manifest.ts'

/** Shots to enrol with, from the genuine clips and pictures of a person, by file. */
export type Shots = ReadonlyMap<string, ReadonlyMap<string, readonly Shot[]>>

/** The gallery a clip is judged against. */
export interface Enrolment {
  readonly gallery: SiteGallery
  /** Whether the person of the clip is enrolled, and whether from this very clip for want of another. */
  readonly person: 'none' | 'elsewhere' | 'sameClip'
}

const mostShots = 5
/** As long as an enrolment may last. */
const longestMs = 20_000

/** Up to five shots of a clip's beginning: of the faces large enough, those that look straight ahead, spread over it. */
export async function shotsOf(looks: Looks): Promise<readonly Shot[]> {
  const faces = await facesOf(looks)
  const straight = faces
    .toSorted((a, b) => Math.abs(a.face.turn - 0.5) + a.face.mouth - Math.abs(b.face.turn - 0.5) - b.face.mouth)
    .slice(0, Math.max(mostShots, Math.ceil(faces.length / 3)))
    .toSorted((a, b) => a.frame - b.frame)
  const count = looks.still ? Math.min(1, straight.length) : Math.min(mostShots, straight.length)
  const shots: Shot[] = []
  for (let i = 0; i < count; i += 1) {
    const { frame = 0 } = straight[Math.floor(((i + 0.5) * straight.length) / count)] ?? {}
    const seen = await looks.describe(frame)
    if (seen?.kind === 'seen' && seen.description !== undefined)
      shots.push({ description: seen.description, quality: 1 })
  }
  return shots
}

async function facesOf(looks: Looks): Promise<readonly { readonly frame: number; readonly face: FaceSignals }[]> {
  const faces: { frame: number; face: FaceSignals }[] = []
  const [from = 0] = looks.times
  for (const [frame, at] of looks.times.entries()) {
    if (at - from > longestMs) break
    const seen = await looks.look(frame)
    const face = seen?.kind === 'seen' ? seen.signals.face : undefined
    if (face !== undefined && face.widthPx >= attemptPolicy.widthPxAtLeast) faces.push({ frame, face })
  }
  return faces
}

/** Opens the gallery for a session: everybody of the folder, its own person from other sessions or at least other clips. */
export function openEnrolment(
  session: readonly [Clip, ...Clip[]],
  shots: Shots,
  colleagues: readonly Template[],
): Enrolment {
  const [clip] = session
  const own = shots.get(clip.person)
  const without = (files: readonly string[]) => new Map([...(own ?? [])].filter(([file]) => !files.includes(file)))
  const otherDay = without(session.map(({ file }) => file))
  const elsewhere = otherDay.size > 0 ? otherDay : without([clip.file])
  const sameClip = own?.has(clip.file) === true && elsewhere.size === 0
  const used = new Map(shots)
  if (own !== undefined && !sameClip) used.set(clip.person, elsewhere)
  const templates = [...used].flatMap(([person, files]) => templateOf(person, files) ?? [])
  const isEnrolled = templates.some(({ person }) => person === clip.person)
  const others = colleagues.filter(({ person }) => !used.has(person))
  return {
    gallery: openSiteGallery([...templates, ...others]),
    person: isEnrolled ? (sameClip ? 'sameClip' : 'elsewhere') : 'none',
  }
}

/** As many shots as an enrolment keeps, taken from the files in turn; a single picture has to do where there is only one. */
export function templateOf(person: string, files: ReadonlyMap<string, readonly Shot[]>): Template | undefined {
  const lists = [...files.values()]
  const inTurn = Array.from({ length: mostShots }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
  const averaged = averageProbe(inTurn.slice(0, mostShots))
  return averaged.kind === 'made' ? { person, ...averaged.made } : undefined
}
