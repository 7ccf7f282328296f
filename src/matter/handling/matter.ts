import type { External, MatterWords, PauseGround } from '../../contract/matters.ts'
import type { Limit, MatterType } from '../../contract/matterTypes.ts'
import type { FactBody, FactOf } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'

/** Where a matter stands. `step` of what has ended is the step at which it ended; null before it was accepted. */
export type Standing =
  | { readonly state: 'taken' }
  /** Waits for the citizen: what was told once and has not come. */
  | { readonly state: 'lacking'; readonly missing: readonly string[] }
  | { readonly state: 'running'; readonly step: string }
  | ({ readonly state: 'paused'; readonly step: string } & Pausing)
  | { readonly state: 'finished'; readonly step: string | null; readonly at: Iso; readonly result: string }
  | ({ readonly state: 'refused'; readonly step: string | null; readonly at: Iso } & Refused)
  | { readonly state: 'withdrawn'; readonly step: string | null; readonly at: Iso; readonly reason: string }

export interface Pausing {
  readonly pauseId: string
  readonly ground: PauseGround
  readonly document: string
  /** The day at whose end it ends by itself. */
  readonly until: string
  readonly at: Iso
}

export interface Refused {
  readonly ground: string
  readonly explanation: string
  readonly remedy: string
}

/** Time in one pair of hands; `staffId` null is whoever has the post. The last one is open until the matter ends. */
export interface Holding {
  readonly unitId: string
  readonly staffId: string | null
  /** The step it came for; null before it was accepted. */
  readonly step: string | null
  readonly from: Iso
  readonly to: Iso | null
}

/** Offered to somebody who has not taken it; until then whoever has it keeps it, and its time. */
export interface HandOver {
  readonly handOverId: string
  readonly toUnitId: string
  readonly toStaffId: string | null
  readonly reason: string
  readonly at: Iso
}

/** A time that counts on no clock: a pause, or waiting for the citizen. `until` is when a pause ends by itself. */
export interface Stop {
  readonly kind: 'pause' | 'lacking'
  readonly from: Iso
  readonly to: Iso | null
  readonly until: Iso | null
}

/** A clock before anything is computed. `extra` is what an extension added to its limit. */
export interface Timer {
  readonly scope: 'acceptance' | 'whole' | 'step'
  readonly step: string
  readonly startedAt: Iso
  readonly stoppedAt: Iso | null
  readonly extra: Limit | null
}

/** A clock as it was last set, and when that was kept, with what was due by older calendars. */
export type Clock = FactBody<'clocksSet'>['clocks'][number] & {
  readonly setAt: Iso
  readonly earlier: readonly {
    readonly dueAt: Iso
    readonly calendarId: string
    readonly changedAt: Iso
    readonly because: string
  }[]
}

export interface Told {
  readonly at: Iso
  readonly materials: readonly string[]
  readonly words: string
}

/** A matter as its facts make it. */
export interface Matter {
  readonly taken: FactBody<'matterTaken'>
  /** Who the citizen is and what he said, and the fact that holds it; null once it was destroyed. */
  readonly words: (MatterWords & { readonly factId: string }) | null
  readonly takenAt: Iso
  readonly simulated: boolean
  readonly standing: Standing
  readonly brought: readonly string[]
  readonly told: Told | null
  /** Came after it was told. */
  readonly supplied: readonly string[]
  readonly accepted: { readonly at: Iso; readonly deemed: boolean } | null
  readonly holdings: readonly Holding[]
  readonly handOver: HandOver | null
  readonly stops: readonly Stop[]
  readonly extension: { readonly at: Iso; readonly by: Limit; readonly reason: string } | null
  readonly timers: readonly Timer[]
  readonly clocks: readonly Clock[]
  readonly external: External | null
  /** The last time it was opened again. `byCitizen`: at his wish, which nobody it was held by can undo. */
  readonly reopened: { readonly at: Iso; readonly reason: string; readonly byCitizen: boolean } | null
}

export const matterFactKinds = [
  'matterTaken',
  'matterWordsKept',
  'matterWordsErased',
  'missingTold',
  'materialsSupplied',
  'matterAccepted',
  'stepFinished',
  'handOverOffered',
  'handOverTaken',
  'handOverRefused',
  'handOverWithdrawn',
  'matterPaused',
  'matterResumed',
  'matterExtended',
  'matterFinished',
  'matterRefused',
  'matterWithdrawn',
  'matterReopened',
  'matterLinked',
  'clocksSet',
] as const
export type MatterFactKind = (typeof matterFactKinds)[number]
export type MatterFact = { [K in MatterFactKind]: FactOf<K> }[MatterFactKind]

/** A fact not yet made: its kind and what it says. `at` where time alone brought it about, else now. */
export type Said = {
  [K in MatterFactKind]: { readonly kind: K; readonly body: FactBody<K>; readonly at?: Iso }
}[MatterFactKind]

/** What it is called: by the citizen's words, or by its kind once they were destroyed. */
export const titleOf = ({ words }: Pick<Matter, 'words'>, { name }: Pick<MatterType, 'name'>): string =>
  words?.title ?? name

/** Whether it is over; it may be opened again. */
export const hasEnded = ({ standing: { state } }: Pick<Matter, 'standing'>): boolean =>
  state === 'finished' || state === 'refused' || state === 'withdrawn'

/** Whoever has it now, or had it last. */
export function holderOf({
  holdings,
  taken,
}: Pick<Matter, 'holdings' | 'taken'>): Pick<Holding, 'unitId' | 'staffId' | 'step'> {
  return holdings.at(-1) ?? { unitId: taken.unitId, staffId: taken.staffId, step: null }
}

/** The step it is at, or at which it ended; null before it was accepted. */
export const stepOf = ({ standing }: Pick<Matter, 'standing'>): string | null =>
  'step' in standing ? standing.step : null

/** When it ended; null while it is open. */
export const endOf = ({ standing }: Pick<Matter, 'standing'>): Iso | null =>
  standing.state === 'finished' || standing.state === 'refused' || standing.state === 'withdrawn' ? standing.at : null
