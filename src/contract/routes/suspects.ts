import { z } from 'zod'
import { Done, day, uuid } from '../common.ts'
import { route } from '../route.ts'
import { AppealOutcome, AttemptReplay, CaseFile, OwnSuspect, Suspect, SuspectDecision } from '../suspects.ts'

/** Above the unit; of those who lead or keep it nobody, by whatever account (a test says so). */
const above = ['inspector', 'county'] as const
const reason = z.string().trim().min(1).max(500)

export const listSuspects = route({
  name: 'listSuspects',
  method: 'GET',
  path: '/api/suspects',
  summary:
    'Check-ins the machine doubts, with its reasons, open ones first, then newest first (500 at most). Never for head or clerk of the unit.',
  who: above,
  query: z.object({ state: z.enum(['open', 'all']).optional() }),
  output: z.array(Suspect),
})

export const readReplay = route({
  name: 'readReplay',
  method: 'GET',
  path: '/api/suspects/:suspectId/attempts/:attemptId',
  summary: 'The curves an attempt of a suspect left: numbers over time, no picture.',
  who: above,
  params: z.object({ suspectId: uuid, attemptId: uuid }),
  output: AttemptReplay,
})

export const lookForSuspects = route({
  name: 'lookForSuspects',
  method: 'POST',
  path: '/api/suspects/look',
  summary:
    'Looks over check-ins of a span (at most 62 days) for units that come in all at once day after day, and people at two sites too quickly. Safe to repeat.',
  who: above,
  body: z.object({ from: day, to: day }),
  output: z.object({ raised: z.number().int() }),
})

export const decideSuspect = route({
  name: 'decideSuspect',
  method: 'POST',
  path: '/api/suspects/:suspectId/decide',
  summary:
    'A person decides, with a reason: confirmed (which files a case), innocent, or cannot tell. Nobody about himself or his own unit.',
  who: above,
  params: z.object({ suspectId: uuid }),
  /** `checkInIds`: the check-ins not made by whom they name; at least one when confirmed and there are any, else none. */
  body: z.object({ decision: SuspectDecision, reason, checkInIds: z.array(uuid).max(200) }),
  output: Suspect,
})

export const decideSuspectAppeal = route({
  name: 'decideSuspectAppeal',
  method: 'POST',
  path: '/api/suspects/:suspectId/appeals/:staffId/decide',
  summary: 'Decides an appeal; by another person than the one who decided.',
  who: above,
  params: z.object({ suspectId: uuid, staffId: uuid }),
  body: z.object({ outcome: AppealOutcome, reason }),
  output: Suspect,
})

export const readCaseFile = route({
  name: 'readCaseFile',
  method: 'GET',
  path: '/api/suspects/:suspectId/case',
  summary:
    'Who enrolled, witnessed, rostered and approved what a confirmed suspect is about, and since when it could be seen.',
  who: ['inspector'],
  params: z.object({ suspectId: uuid }),
  output: CaseFile,
})

export const eraseSuspect = route({
  name: 'eraseSuspect',
  method: 'POST',
  path: '/api/suspects/:suspectId/erase',
  summary: 'Destroys a decided suspect that nobody may appeal against any more, with a certificate for each fact.',
  who: above,
  params: z.object({ suspectId: uuid }),
  body: z.object({ reason }),
  output: Done,
})

export const listOwnSuspects = route({
  name: 'listOwnSuspects',
  method: 'GET',
  path: '/api/own/suspects',
  summary: 'One’s own check-ins that the machine doubts, why, and what a person decided.',
  who: ['staff'],
  output: z.array(OwnSuspect),
})

export const appealSuspect = route({
  name: 'appealSuspect',
  method: 'POST',
  path: '/api/own/suspects/:suspectId/appeal',
  summary: 'Appeals against a confirmed decision about one’s own check-in, within 30 days, once.',
  who: ['staff'],
  params: z.object({ suspectId: uuid }),
  body: z.object({ text: z.string().trim().min(1).max(2000) }),
  output: Done,
})
