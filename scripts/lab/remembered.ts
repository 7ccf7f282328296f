import { attemptFact } from '../../src/presence/kiosk/attemptFact.ts'
import type { Ended } from '../../src/presence/station/watching.ts'
import type { Clip } from './manifest.ts'
import type { Played, Tried } from './play.ts'

/** The attempts of one presentation as the kiosk hands them to the station's watch; times from its first frame on. */
export interface Remembered {
  readonly group: string
  readonly ended: readonly Ended[]
  /** When it was over. */
  readonly lastMs: number
}

/** Of living people who did what was `asked` of them, and of attacks that belong to a group; of nothing else. */
export function rememberedOf(clip: Clip, asked: boolean, { tries }: Played): Remembered | null {
  const belongs = clip.kind === 'genuine' ? asked : clip.group !== ''
  if (!belongs) return null
  const ended = tries.flatMap((tried, i) => endedOf(clip, tried, i + 1) ?? [])
  return { group: clip.group, ended, lastMs: tries.at(-1)?.verdict.lastAt ?? 0 }
}

/** Whoever only walked by was asked nothing, and leaves nothing behind. */
function endedOf(clip: Clip, { verdict, events, description }: Tried, number: number): Ended | null {
  const { state, evidence, lastAt } = verdict
  if (state !== 'passed' && state !== 'failed' && evidence.promptedAt === null) return null
  const attemptId = `${clip.file} ${number}`
  const about = { siteId: 'laboratory', attemptId, sessionId: clip.file, number, models: [] }
  return { facts: [attemptFact(verdict, events, about)], events, checkInId: null, description, endedAt: lastAt }
}
