import { appealDays, type Suspect } from '../../../../src/contract/suspects.ts'
import { clockOf, dayOf, type Iso, toIso, toMs } from '../../../../src/kit/time.ts'

/** Where a suspect stands: a waiting appeal goes before the decision it is about. */
export type Standing = 'open' | 'appealed' | 'confirmed' | 'innocent' | 'cannotTell'

export const standingOf = ({ decided, appeals }: Pick<Suspect, 'decided' | 'appeals'>): Standing => {
  if (decided === null) return 'open'
  return appeals.some((it) => it.decided === null) ? 'appealed' : decided.decision
}

/** Mark and tone of each, so that no colour is the only sign. */
export const standingLooks: Readonly<Record<Standing, { readonly mark: string; readonly tone: string }>> = {
  open: { mark: '○', tone: 'tag-amber' },
  appealed: { mark: '△', tone: 'tag-amber' },
  confirmed: { mark: '✕', tone: 'tag-red' },
  innocent: { mark: '✓', tone: 'tag-jade' },
  cannotTell: { mark: '?', tone: 'tag-grey' },
}

/** From and to as people read them; the day only once where it is the same. */
export function spanOf({ from, to }: Pick<Suspect, 'from' | 'to'>): readonly [string, string] {
  const [day, last] = [dayOf(from), dayOf(to)]
  return [`${day} ${clockOf(from)}`, day === last ? clockOf(to) : `${last} ${clockOf(to)}`]
}

/** The check-ins that a decision can call false: those of a known person. */
export const listNamed = ({
  members,
}: Pick<Suspect, 'members'>): { readonly checkInId: string; readonly at: string; readonly name: string }[] =>
  members.flatMap(({ checkInId, at, name }) => (checkInId === null || name === null ? [] : [{ checkInId, at, name }]))

/** A number as it is shown: three digits after the point at most. */
export const showNumber = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Whether one may be destroyed: not while it is undecided or an appeal waits or may still come. */
export type Erasable =
  | { readonly kind: 'open' }
  | { readonly kind: 'later'; readonly from: Iso }
  | { readonly kind: 'now' }

export function readErasable({ decided, appeals }: Pick<Suspect, 'decided' | 'appeals'>, now: Iso): Erasable {
  if (decided === null || appeals.some((it) => it.decided === null)) return { kind: 'open' }
  const from = toIso(toMs(decided.at) + appealDays * 86_400_000)
  return decided.decision === 'confirmed' && toMs(now) < toMs(from) ? { kind: 'later', from } : { kind: 'now' }
}
