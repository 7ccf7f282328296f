import { type Fact, type FactKind, factBodies } from '../../fact/fact.ts'

// [Note: What an auditor reads]
// Every kind of fact, but for those that say how or when somebody checked in, what people wrote about themselves, and
// what is about one person's days: these have pages of their own, for whom they concern. What was decided is here, without
// the words about a person; and what was proposed says no more than what it becomes would.

/** Kinds that are read elsewhere. */
const elsewhere = [
  'adviceGiven',
  'adviceAnswered',
  'attemptJudged',
  'boardNoted',
  'caseFiled',
  'checkIn',
  'countersigned',
  'monthRowPrinted',
  'numberCalled',
  'numberDone',
  'numberHeld',
  'numberLeft',
  'numberPutBack',
  'numberTaken',
  'outingEnded',
  'outingKept',
  'requestMade',
  'requestWithdrawn',
  'suspectAppealed',
  'suspectRaised',
  'templateEnrolled',
  'templateErased',
  'terminalPunched',
  'terminalUnread',
  'visitBegun',
  'visitEnded',
] as const satisfies readonly FactKind[]

/** Kinds on the page of the audit administration. */
export const auditKinds: readonly FactKind[] = (Object.keys(factBodies) as FactKind[]).filter(
  (kind) => !(elsewhere as readonly string[]).includes(kind),
)

/** What of a body stays untold there. */
const withheld: { readonly [K in FactKind]?: readonly string[] } = {
  caseDecided: ['reason'],
  // It does not say what was declined: it may have been somebody's half-day.
  changeDeclined: ['reason'],
  mailAddressSet: ['address'],
  matterFinished: ['result'],
  matterRefused: ['explanation'],
  matterReopened: ['reason'],
  matterWithdrawn: ['reason'],
  matterWordsKept: ['title', 'description', 'applicant', 'place'],
  missingTold: ['words'],
  monthFinalised: ['rows'],
  otherWayRefused: ['claim'],
  ratingsReleased: ['answers'],
  requestDecided: ['reason'],
  spotCheckRecorded: ['note', 'checkedIn'],
  stepFinished: ['note'],
  suspectAppealDecided: ['reason'],
  suspectDecided: ['reason', 'checkInIds'],
  webhookKept: ['url', 'sealedSecret'],
}

/** The body of a fact as an auditor is told it, in the order of its shape; the database keeps none. */
export function toldBody(fact: Fact): Record<string, unknown> {
  const { kind, body } = fact
  const inOrder: object = factBodies[kind].safeParse(body).data ?? body
  const told = without(inOrder, withheld[kind] ?? [])
  if (!isAboutHalfDay(fact)) return told
  const { change, ...rest } = without(told, ['reason', 'told'])
  return { ...rest, change: without(change as object, withheld.caseDecided ?? []) }
}

const without = (body: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

/** Its reason is that of the decision, and its sentences repeat it beside the verdict of before. */
const isAboutHalfDay = ({ kind, body }: Fact): boolean =>
  (kind === 'changeProposed' || kind === 'changeMadeAlone') && body.change.kind === 'caseDecision'
