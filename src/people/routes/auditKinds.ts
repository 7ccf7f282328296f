import { type Fact, type FactKind, factBodies } from '../../fact/fact.ts'

// [Note: What an auditor reads]
// Every kind of fact, but for those that say how or when somebody checked in, what people wrote about themselves, and
// what is about one person's days: these have pages of their own, for whom they concern. What was decided is here, without
// the words about a person.

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
export function toldBody({ kind, body }: Fact): Record<string, unknown> {
  const hidden = withheld[kind] ?? []
  const inOrder: object = factBodies[kind].safeParse(body).data ?? body
  return Object.fromEntries(Object.entries(inOrder).filter(([name]) => !hidden.includes(name)))
}
