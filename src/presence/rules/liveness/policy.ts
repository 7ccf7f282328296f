import { z } from 'zod'

const positive = z.number().positive()
const share = z.number().min(0).max(1)

/**
 * Every number the signals of liveness use. Lengths are in distances between the eyes, times in milliseconds, turns as in
 * `FaceSignals.turn`; all are chosen unless a source stands beside them.
 */
export const LivenessPolicy = z.object({
  /** Frames of the neutral face that a shape is taken from. */
  neutralFrames: z.number().int().min(1),
  timing: z.object({
    /** A reaction this quick is no reaction to the prompt; full credit from `usualReactionMs` on. */
    quickestReactionMs: positive,
    usualReactionMs: positive,
    /** Standard deviation of the reactions of one attempt that a person surely has, and the one a clock has. */
    usualSpreadMs: positive,
    /** Frames further apart than this cannot show how a movement rose. */
    frameGapMs: positive,
    /** Share of the movement that must be met on the way up, from the one to the other. */
    riseFrom: share,
    riseTo: share,
    /** Second difference against the size of the movement below which it is too smooth for a camera and a mesh. */
    roughnessAtLeast: positive,
  }),
  light: z.object({
    lagStepMs: positive,
    lagAtMostMs: positive,
    framesAtLeast: z.number().int().min(4),
    /** Weight of luma beside the two colour ratios: exposure control and shadows bend it. */
    lumaWeight: z.number().nonnegative(),
    /** Light of the page on the face against noise from frame to frame; below it the room is too bright. */
    snrAtLeastDb: z.number(),
    /** Colours that change so much above the noise are lit by something, if not by the page. */
    otherLightDb: z.number(),
    /**
     * What a kiosk's screen adds at least to the light of its room (share; a phone's adds 0.08 to 0.12 in an office, a
     * monitor's 0.22 to 0.37; a tablet's in 300 to 1000 lux 0.012 to 0.09, simulated); null where that is not known.
     */
    gainAtLeast: z.number().positive().nullable(),
    /** An answer with that gain must stand so far above the noise, or its absence says nothing. */
    absentAtLeastDb: z.number(),
    /**
     * And then ρ up to this is an absence, more is too faint to say; null where all is said. Simulated: of another light than the
     * one that shone 90 of 100 lie below, of the same one 2 of 38, both with a gain of 0.013.
     */
    absentBelow: z.number().nullable(),
    /** Linear light below which the colours of skin are noise. */
    darkBelow: positive,
  }),
  relief: z.object({
    /** Frames turned further than this look at other sides of the nose and are left out. */
    turnAtMost: positive,
    /** Halves must differ in linear luma (standard deviation over the frames). */
    contrastAtLeast: positive,
    /** Standard error of the value beyond which nothing is said. */
    errorAtMost: positive,
  }),
  solidity: z.object({
    turnAtLeast: positive,
    framesAtLeast: z.number().int().min(1),
    /** More turned frames than this say nothing new and cost time. */
    framesAtMost: z.number().int().min(1),
    pointsAtLeast: z.number().int().min(8),
    /** Sum of squares of the depths that no sheet explains (eye distances): 0.6 for all points of a head. */
    depthAtLeast: positive,
    /** Share of the points that a fit is finally taken from (least trimmed squares). */
    kept: share,
    rounds: z.number().int().min(0),
    /** Way of a depth of 1 over the turn, as heads measure. */
    headParallax: positive,
    /** Each side of the face is read for itself; else all turned frames together. */
    bySide: z.boolean(),
    /** How much the flatter side counts, the rest is the deeper one's: worn paper lies closer on one side, and so do spectacles. */
    flatterWeight: share,
    /**
     * What rims may cover is taken for spectacles from so far before the skin on (eye distances, half a centimetre); null where
     * none are allowed for. Simulated: medians of 44 wearers' attempts 0.19, of 105 bare faces 0.06, of 80 paper masks −0.04.
     */
    rimsAhead: positive.nullable(),
    /**
     * Standard error of a frame's depth (shares of a head's) beyond which it says nothing; null where it was not looked at. Rendered
     * frames have about 0.1, those of two filmed heads that turn little (0.1 to 0.2) 0.2 to 0.45.
     */
    errorAtMost: positive.nullable(),
    /** A side's depth is the mean of its frames, weighed by their errors (one over the square); else their median. */
    byError: z.boolean(),
  }),
  template: z.object({
    /**
     * 1 − the likeness of the means of two attempts that living people keep: within a minute they come to 0.018 (320 pairs
     * of six people's clips), two days' use of one print to 0.003 to 0.012 (simulated, 12 pairs).
     */
    livingDistance: positive,
    /** Captures younger than this are not compared: the same light, the same clothes. */
    apartMs: positive,
    /**
     * Standard deviation of the cosines of one attempt that a living head has at least: 0.0026 in 95 % of 84 stretches of
     * clips, 0.007 where it turned; tilted prints at most 0.0019.
     */
    livingSpread: positive,
    turnAtLeast: positive,
  }),
  replay: z.object({
    bitsAtMost: z.number().int().min(0),
    /** Mean distance of the points that two takes of one picture keep; a camera on a living face does not. */
    samePlace: positive,
    apartMs: positive,
    runAtLeast: z.number().int().min(2),
    /** Largest way of a point within a run, below which nothing moved and nothing can be called a repeat. */
    movesAtLeast: positive,
    framesAtLeast: z.number().int().min(2),
    /** An earlier attempt is remembered by one frame in so many milliseconds. */
    everyMs: positive,
    /** Bits in which a frame that comes again differs at most, and by how much its time may drift. */
    againBits: z.number().int().min(0),
    driftMs: positive,
    spansAtLeast: z.number().int().min(1),
    /**
     * Share that comes again by chance where the same was asked (simulated people at one place on other days: 95 % at most
     * 0.8; filmed ones within a minute, nothing asked: in 4 s 99 % at most 0.25), and from which on it is a film (fed in as it
     * was 95 % at least 0.9; medians of 2.4 s recorded again: 0.8 cropped, tilted or coded anew, 0.7 from a screen).
     */
    livingAgain: share,
    filmAgain: share,
  }),
  pulse: z.object({
    atLeastMs: positive,
    ratePerSecond: positive,
    windowMs: positive,
    fromHz: positive,
    toHz: positive,
  }),
  scene: z.object({
    secondFace: positive,
    bodyDrift: positive,
    edgeWeight: share,
    framesAtLeast: z.number().int().min(1),
  }),
  fuse: z.object({
    /** Below this score one more action is asked for, below the other the attempt fails. 0, no evidence at all, passes. */
    doubtfulBelow: z.number().negative(),
    failsBelow: z.number().negative(),
  }),
})
export type LivenessPolicy = z.infer<typeof LivenessPolicy>

export const livenessPolicy: LivenessPolicy = {
  neutralFrames: 3,
  timing: {
    quickestReactionMs: 150,
    usualReactionMs: 220,
    usualSpreadMs: 15,
    frameGapMs: 180,
    riseFrom: 0.12,
    riseTo: 0.88,
    roughnessAtLeast: 0.002,
  },
  light: {
    lagStepMs: 20,
    lagAtMostMs: 300,
    framesAtLeast: 20,
    lumaWeight: 0.25,
    snrAtLeastDb: 6,
    otherLightDb: 12,
    gainAtLeast: 0.04,
    absentAtLeastDb: 0,
    absentBelow: 0.45,
    darkBelow: 0.01,
  },
  relief: { turnAtMost: 0.1, contrastAtLeast: 0.05, errorAtMost: 0.08 },
  solidity: {
    turnAtLeast: 0.09,
    framesAtLeast: 2,
    framesAtMost: 24,
    pointsAtLeast: 14,
    depthAtLeast: 0.1,
    kept: 0.8,
    rounds: 3,
    headParallax: 0.7,
    bySide: true,
    flatterWeight: 0.7,
    rimsAhead: 0.08,
    errorAtMost: 0.4,
    byError: true,
  },
  template: { livingDistance: 0.015, apartMs: 6 * 3_600_000, livingSpread: 0.002, turnAtLeast: 0.15 },
  replay: {
    bitsAtMost: 4,
    samePlace: 0.002,
    apartMs: 500,
    runAtLeast: 4,
    movesAtLeast: 0.06,
    framesAtLeast: 10,
    everyMs: 250,
    againBits: 5,
    driftMs: 100,
    spansAtLeast: 8,
    livingAgain: 0.6,
    filmAgain: 0.9,
  },
  pulse: { atLeastMs: 10_000, ratePerSecond: 15, windowMs: 1600, fromHz: 0.7, toHz: 4 },
  scene: { secondFace: 0.25, bodyDrift: 0.35, edgeWeight: 0.6, framesAtLeast: 5 },
  fuse: { doubtfulBelow: -0.6, failsBelow: -0.8 },
}
