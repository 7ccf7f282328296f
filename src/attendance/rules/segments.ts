import type { Ms, Span } from './input.ts'

/** A part of a working day with the windows in which one may come and go; what lies between them is working time. */
export interface Segment {
  readonly inFrom: Ms
  readonly inTo: Ms
  readonly outFrom: Ms
  readonly outTo: Ms
}

/** A segment must open before it closes, and coming must end before going begins. */
export const isInOrder = ({ inFrom, inTo, outFrom, outTo }: Segment): boolean =>
  inFrom <= inTo && inTo <= outFrom && outFrom <= outTo

export interface SegmentPart extends Span {
  readonly overtime: boolean
}

export type SegmentFlag = 'inEarly' | 'inLate' | 'outEarly' | 'outLate' | 'noNext' | 'noPrevious'

/** A time of presence cut where the windows of the day's segments begin and end: what lies outside of them is overtime. */
export function cutAtSegments(span: Span, segments: readonly Segment[]): readonly SegmentPart[] {
  const edges = segments.flatMap((it) => [it.inFrom, it.outTo]).filter((at) => at > span.starts && at < span.ends)
  const cuts = [span.starts, ...edges.sort((a, b) => a - b), span.ends]
  return cuts.slice(1).map((ends, index) => {
    const starts = cuts[index] ?? ends
    return { starts, ends, overtime: !segments.some((it) => it.inFrom <= starts && it.outTo >= ends) }
  })
}

/**
 * What is unusual about coming and going. A time over several segments is cut, not flagged. `continued`: the span goes on
 * from an earlier one, so that beyond a segment it is a late departure from it as well.
 */
export function flagsOf(span: Span, segments: readonly Segment[], continued = false): readonly SegmentFlag[] {
  const touched = segments.filter((it) => span.starts < it.outTo && span.ends > it.inFrom)
  if (touched.length > 1) return []
  const [mine] = touched
  return mine === undefined ? flagsOutside(span, segments, continued) : flagsWithin(span, mine)
}

function flagsOutside(span: Span, segments: readonly Segment[], continued: boolean): readonly SegmentFlag[] {
  const flags: SegmentFlag[] = segments.length === 0 ? ['noPrevious'] : []
  flags.push(segments.some((it) => it.inFrom > span.starts) ? 'inEarly' : 'noNext')
  if (continued && segments.some((it) => it.outTo <= span.starts)) flags.push('outLate')
  return flags
}

function flagsWithin({ starts, ends }: Span, mine: Segment): readonly SegmentFlag[] {
  const flags: SegmentFlag[] = []
  if (starts < mine.inFrom) flags.push('inEarly')
  if (starts > mine.inTo) flags.push('inLate')
  if (ends < mine.outFrom) flags.push('outEarly')
  if (ends > mine.outTo) flags.push('outLate')
  return flags
}
