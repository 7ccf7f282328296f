import { z } from 'zod'

/** Was it really solved, as the citizen sees it. */
export const solvedAnswers = ['yes', 'partly', 'no', 'tooEarly'] as const
export const Solved = z.enum(solvedAnswers)
export type Solved = z.infer<typeof Solved>

/** The five levels of the national 好差评 (GB/T 39735-2020), best first; the last two are bad. */
export const satisfiedAnswers = ['very', 'satisfied', 'basically', 'dissatisfied', 'veryDissatisfied'] as const
export const Satisfied = z.enum(satisfiedAnswers)
export type Satisfied = z.infer<typeof Satisfied>

/** What a citizen said; null is a question he left out. `told`: somebody told him what to answer, or gave him something. */
export const RatingAnswer = z.object({
  solved: Solved.nullable(),
  satisfied: Satisfied.nullable(),
  told: z.boolean().nullable(),
})
export type RatingAnswer = z.infer<typeof RatingAnswer>

/** Asked at the end, and again from 30 days later. */
export const RatingRound = z.union([z.literal(1), z.literal(2)])
export type RatingRound = z.infer<typeof RatingRound>

/** Where an answer came from: the citizen's own receipt, or a call by another unit. */
export const RatingSource = z.enum(['self', 'callBack'])
export type RatingSource = z.infer<typeof RatingSource>

/** The quarter a matter ended in, `2026-Q3`. */
export const Quarter = z.string().regex(/^20\d\d-Q[1-4]$/)
/** A quarter, or a year where a year's last answers are told together. */
export const RatingPeriod = z.string().regex(/^20\d\d(-Q[1-4])?$/)

/** Fewer answers than this are never told of. */
export const leastAnswers = 5
/** Fewer answers than this are never compared. */
export const leastCompared = 30

export const exclusionReasons = ['practice', 'twice', 'notOurs', 'abuse'] as const
/** Why a matter may be left out: entered for practice, entered twice, another county's, nothing but abuse. */
export const ExclusionReason = z.enum(exclusionReasons)
export type ExclusionReason = z.infer<typeof ExclusionReason>

export const callOutcomes = ['answered', 'declined', 'notReached', 'wrongNumber'] as const
/** How a call ended. `notReached` may be tried once more. */
export const CallOutcome = z.enum(callOutcomes)
export type CallOutcome = z.infer<typeof CallOutcome>
