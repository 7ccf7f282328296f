/** Milliseconds since 1970, UTC. */
export type Ms = number

/** A span of instants, end excluded. */
export interface MsSpan {
  readonly starts: Ms
  readonly ends: Ms
}

/** Two spans share some time; touching ends do not count. */
export const share = (a: MsSpan, b: MsSpan): boolean => a.starts < b.ends && b.starts < a.ends

/** What is left of some spans when another is cut out; order stays, nothing empty remains. */
export const cutOut = (spans: readonly MsSpan[], cut: MsSpan): MsSpan[] =>
  spans.flatMap((span) => {
    if (!share(span, cut)) return [span]
    const before = { starts: span.starts, ends: Math.min(span.ends, cut.starts) }
    const after = { starts: Math.max(span.starts, cut.ends), ends: span.ends }
    return [before, after].filter((it) => it.starts < it.ends)
  })

/** What is left of one span when several are cut out. */
export const cutAll = (span: MsSpan, cuts: readonly MsSpan[]): MsSpan[] =>
  cuts.reduce<MsSpan[]>((rest, cut) => cutOut(rest, cut), [span])
