import * as routes from '../../src/contract/routes/suspects.ts'
import type { AttemptReplay, CaseFile, OwnSuspect, Suspect } from '../../src/contract/suspects.ts'
import { done, find, No, on, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

/** What the test-side server knows of what a machine doubts. */
interface SuspectWorld {
  suspects: Suspect[]
  own: OwnSuspect[]
}

const worlds = new WeakMap<World, SuspectWorld>()

/** The suspects of a world; made on first asking, none where nobody works. */
export function suspectsOf(world: World): SuspectWorld {
  const known = worlds.get(world)
  if (known) return known
  const fresh = world.staff.length === 0 ? { suspects: [], own: [] } : busySuspects()
  worlds.set(world, fresh)
  return fresh
}

const because: Suspect['because'] = {
  rule: {
    zh: '同一站点 5 分钟内先后出现 3 张不同的脸，却像是同一个人。机器只能存疑，由人决定。',
    en: 'Within 5 minutes 3 different faces came to one station that look like one person. A person decides.',
  },
  used: [
    {
      zh: '两次之间的间隔（秒）：2/2 处符合（低于 12；最弱一处 7.5），计 2 分',
      en: 'Seconds between one and the next: holds in 2 of 2 (below 12; the weakest 7.5), weighs 2',
    },
  ],
  ignored: [
    {
      what: { zh: '脸旁的直边（如纸边）', en: 'A straight edge beside the face (of paper, say)' },
      why: { zh: '没有测到，不计', en: 'Could not be measured; does not count' },
    },
  ],
}

const day = '2026-03-02T'
const member = (n: number, person: number | null, name: string | null): Suspect['members'][number] => ({
  attemptId: idOf(30, n),
  checkInId: person === null ? null : idOf(31, n),
  at: `${day}00:3${n}:08.000Z`,
  staffId: person === null ? null : idOf(3, person),
  name,
  verdict: person === null ? 'failed' : 'passed',
})

const suspect = (n: number, more: Partial<Suspect> = {}): Suspect => ({
  suspectId: idOf(32, n),
  rule: 'series',
  siteId: idOf(2, 2),
  unitId: idOf(1, 2),
  raisedAt: `${day}00:3${n + 2}:30.000Z`,
  from: `${day}00:31:08.000Z`,
  to: `${day}00:33:08.000Z`,
  score: 4.5,
  limit: 3,
  because,
  findings: [{ sign: 'gap', value: 7.5, limit: 12, weight: 2 }],
  members: [member(1, 1, '李明'), member(2, 3, '赵敏'), member(3, null, null)],
  decided: null,
  appeals: [],
  caseFiled: false,
  simulated: true,
  mayDecide: true,
  mayDecideAppeals: false,
  ...more,
})

const confirmed = {
  decision: 'confirmed',
  reason: '三次的衣着和位置完全相同，曲线里没有眨眼。',
  at: `${day}02:00:00.000Z`,
  by: '督查甲',
} as const

function busySuspects(): SuspectWorld {
  const appeal = { text: '那天我本人在岗，同事可以作证。', at: `${day}03:00:00.000Z`, decided: null }
  return {
    suspects: [
      suspect(1),
      suspect(2, {
        rule: 'twoSites',
        decided: { ...confirmed, checkInIds: [idOf(31, 1)] },
        appeals: [{ ...appeal, staffId: idOf(3, 1) }],
        caseFiled: true,
        mayDecide: false,
        mayDecideAppeals: true,
      }),
      suspect(4, { decided: { ...confirmed, decision: 'innocent', checkInIds: [] }, mayDecide: false }),
    ],
    own: [
      {
        suspectId: idOf(32, 3),
        rule: 'series',
        siteId: idOf(2, 2),
        raisedAt: `${day}00:34:30.000Z`,
        notice: { zh: '您 08:31 的签到被系统列为“存疑”。', en: 'Your check-in of 08:31 was marked as suspect.' },
        because,
        checkIns: [{ checkInId: idOf(31, 1), at: `${day}00:31:08.000Z` }],
        others: 2,
        decided: { ...confirmed, concerned: true },
        appeal: null,
        appealUntil: '2026-04-01T02:00:00.000Z',
        simulated: true,
      },
    ],
  }
}

const times = Array.from({ length: 60 }, (_, n) => n * 100)
const wave = (middle: number, height: number, every: number): number[] =>
  times.map((_, n) => Math.round((middle + height * Math.sin(n / every)) * 1000) / 1000)

/** Of the third attempt the signs of life were too weak; the others passed. */
const isWeak = (attemptId: string): boolean => attemptId === idOf(30, 3)

const replayOf = (attemptId: string): AttemptReplay => ({
  attemptId,
  at: `${day}00:31:08.000Z`,
  verdict: isWeak(attemptId) ? 'failed' : 'passed',
  why: isWeak(attemptId) ? ['alive'] : [],
  durationMs: 6200,
  steps: [
    { action: 'openMouth', promptAtMs: 800, onsetMs: 500, peakMs: 900 },
    { action: 'turnLeft', promptAtMs: 2600, onsetMs: 520, peakMs: 930 },
    { action: 'blink', promptAtMs: 4400, onsetMs: null, peakMs: null },
  ],
  curves: {
    atMs: times,
    turn: wave(0.5, 0.15, 9),
    mouth: wave(0.2, 0.18, 6),
    eyes: wave(0.28, 0.05, 4),
    scale: wave(0.2, 0.01, 12),
    irisEyes: wave(0.4, 0.05, 4),
    luma: times.map(() => 120),
  },
  gates: [
    { gate: 'order', passed: true, measured: 0, limit: 0 },
    { gate: 'alive', passed: !isWeak(attemptId), measured: isWeak(attemptId) ? -2.05 : -0.67, limit: -1.2 },
    { gate: 'match', passed: true, measured: 6.1, limit: 4.2 },
  ],
  liveness: {
    score: isWeak(attemptId) ? -2.05 : -0.67,
    threshold: -1.2,
    like: isWeak(attemptId) ? 'cutMask' : null,
    readings: [
      { signal: 'timing', value: 0.9, evidence: 0.08, why: null },
      { signal: 'light', value: 0.81, evidence: 0.29, why: null },
      { signal: 'relief', value: null, evidence: 0, why: 'tooBright' },
      ...(isWeak(attemptId)
        ? [{ signal: 'solidity', value: 0.37, evidence: -1.38, why: null }]
        : [{ signal: 'solidity', value: 0.79, evidence: 0.13, why: null }]),
      { signal: 'sameness', value: 0.95, evidence: 0, why: null },
      { signal: 'template', value: null, evidence: 0, why: 'nothingRemembered' },
      { signal: 'replay', value: 0.99, evidence: 0.04, why: null },
      { signal: 'pulse', value: null, evidence: 0, why: 'tooShort' },
      { signal: 'scene', value: 0.38, evidence: -0.75, why: null },
      { signal: 'somethingNew', value: null, evidence: 0, why: 'somethingElse' },
    ],
  },
})

const caseOf = (suspectId: string): CaseFile => ({
  caseId: idOf(33, 1),
  suspectId,
  filedAt: confirmed.at,
  visibleSince: `${day}00:33:30.000Z`,
  earlier: [],
  parts: [
    {
      part: 'enrolled',
      accountId: idOf(4, 4),
      staffId: null,
      name: '王芳',
      factId: idOf(34, 1),
      at: '2026-02-02T02:00:00.000Z',
      checkInId: idOf(31, 1),
    },
  ],
})

/** The answers about suspects, for those above the unit and for the person concerned. */
export const suspectAnswers: readonly TestAnswer[] = [
  on(routes.listSuspects, ({ world, query }) =>
    suspectsOf(world).suspects.filter(
      (it) => query.state !== 'open' || it.decided === null || it.appeals.some((one) => one.decided === null),
    ),
  ),
  on(routes.readReplay, ({ params }) => replayOf(params.attemptId)),
  on(routes.readCaseFile, ({ params }) => caseOf(params.suspectId)),
  on(routes.decideSuspect, ({ world, params, body }) => {
    const it = find(suspectsOf(world).suspects, (one) => one.suspectId === params.suspectId)
    if (it.decided !== null) throw new No('alreadyDone')
    if (body.decision === 'confirmed' && body.checkInIds.length === 0) throw new No('checkInsWanted')
    it.decided = { ...body, at: new Date().toISOString(), by: '陈主任' }
    it.mayDecide = false
    return it
  }),
  on(routes.decideSuspectAppeal, ({ world, params, body }) => {
    const it = find(suspectsOf(world).suspects, (one) => one.suspectId === params.suspectId)
    const appeal = find(it.appeals, (one) => one.staffId === params.staffId)
    appeal.decided = { ...body, at: new Date().toISOString(), by: '陈主任' }
    it.mayDecideAppeals = false
    return it
  }),
  on(routes.lookForSuspects, ({ world, body }) => {
    if (body.to < body.from) throw new No('daysWrong')
    suspectsOf(world).suspects.unshift(suspect(7, { rule: 'allAtOnce' }))
    return { raised: 1 }
  }),
  on(routes.eraseSuspect, ({ world, params }) => {
    const its = suspectsOf(world)
    const it = find(its.suspects, (one) => one.suspectId === params.suspectId)
    if (it.decided === null) throw new No('stillOpen')
    its.suspects = its.suspects.filter((one) => one !== it)
    return done
  }),
  on(routes.listOwnSuspects, ({ world }) => suspectsOf(world).own),
  on(routes.appealSuspect, ({ world, params, body }) => {
    const it = find(suspectsOf(world).own, (one) => one.suspectId === params.suspectId)
    if (it.appealUntil === null) throw new No('appealTooLate')
    it.appeal = { text: body.text, at: new Date().toISOString(), decided: null }
    it.appealUntil = null
    return done
  }),
]
