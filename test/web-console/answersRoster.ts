import type { HalfVerdict } from '../../src/contract/attendance.ts'
import { readOwnMonth } from '../../src/contract/routes/attendance.ts'
import * as calendar from '../../src/contract/routes/calendar.ts'
import * as duties from '../../src/contract/routes/duties.ts'
import * as requests from '../../src/contract/routes/requests.ts'
import * as roster from '../../src/contract/routes/roster.ts'
import { standardLegend } from '../../src/contract/standardRule.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '../../src/kit/time.ts'
import { done, find, No, notNeeded, on, put, type TestAnswer } from './answering.ts'
import type { World } from './world.ts'
import { calendarOf, gapsOf, judged } from './worldRoster.ts'

const staffIdOf = (world: World, accountId: string | null): string =>
  find(world.accounts, (it) => it.accountId === accountId).staffId ?? ''
const roleOf = (world: World, accountId: string | null) =>
  find(world.accounts, (it) => it.accountId === accountId).roles[0]?.role
const now = () => new Date().toISOString()

const rosters: TestAnswer[] = [
  on(duties.listGaps, ({ world, query }) => gapsOf(world, query)),
  on(duties.fillDuties, ({ world, body }) => {
    const [slot] = body.slots
    const planned = []
    for (let day = body.from, turn = 0; slot && day <= body.to; day = addDays(day, 1), turn += 1) {
      planned.push({
        dutyId: newId(),
        siteId: body.siteId,
        staffId: slot.staffIds[turn % slot.staffIds.length]!,
        starts: instantAt(day, slot.from),
        ends: instantAt(slot.to > slot.from ? day : addDays(day, 1), slot.to),
        note: slot.note,
        as: slot.as,
      })
    }
    const [last, ...rest] = planned.toReversed()
    const kept = rest.toReversed()
    if (body.keep) world.duties.push(...kept)
    const unfilled = last ? [{ starts: last.starts, ends: last.ends, as: last.as }] : []
    return { duties: kept, unfilled, gaps: gapsOf(world, body), seconds: [] }
  }),
  on(roster.readRoster, ({ world: { roster: it } }) => ({
    shifts: it.shifts,
    patterns: it.patterns,
    assignments: it.assignments,
    more: false,
  })),
  on(roster.keepShift, ({ world, params, body }) =>
    put(world.roster.shifts, { ...params, ...body }, (it) => it.shiftId === params.shiftId),
  ),
  on(roster.keepPattern, ({ world, params, body }) =>
    put(world.roster.patterns, { ...params, ...body }, (it) => it.patternId === params.patternId),
  ),
  on(roster.keepAssignment, ({ world, params, body }) => ({
    ...put(world.roster.assignments, { ...params, ...body }, (it) => it.assignmentId === params.assignmentId),
    second: notNeeded,
  })),
  on(roster.endAssignment, ({ world, params, body }) => {
    find(world.roster.assignments, (it) => it.assignmentId === params.assignmentId).to = body.to
    return { ...done, second: notNeeded }
  }),
  on(roster.listSwaps, ({ world }) =>
    world.roster.swaps.map((it) => ({
      ...it,
      fromName: find(world.staff, (one) => one.staffId === it.fromStaffId).name,
      toName: find(world.staff, (one) => one.staffId === it.toStaffId).name,
      duty: find(world.duties, (duty) => duty.dutyId === it.dutyId),
      returnDuty: world.duties.find((duty) => duty.dutyId === it.returnDutyId) ?? null,
    })),
  ),
  on(roster.askSwap, ({ world, params, body, accountId }) => {
    const fromStaffId = staffIdOf(world, accountId)
    const swap = { ...params, ...body, fromStaffId, state: 'asked' as const, askedAt: now() }
    return put(world.roster.swaps, swap, (it) => it.swapId === params.swapId)
  }),
  on(roster.answerSwap, ({ world, params, body }) => {
    const swap = find(world.roster.swaps, (it) => it.swapId === params.swapId)
    swap.state = body.answer
    if (body.answer === 'agreed') find(world.duties, (it) => it.dutyId === swap.dutyId).staffId = swap.toStaffId
    return swap
  }),
  on(roster.swapPartners, ({ world, query }) => {
    const duty = find(world.duties, (it) => it.dutyId === query.dutyId)
    return world.staff
      .filter((it) => it.siteId === duty.siteId && it.staffId !== duty.staffId && it.leftOn === null)
      .map(({ staffId, name }) => ({ staffId, name }))
  }),
  on(roster.listFeeds, ({ world }) => world.roster.feeds),
  on(roster.openFeed, ({ world, params, body }) => {
    world.roster.feeds.push({ ...params, of: body.of, openedAt: now() })
    return { ...params, url: `https://zaigang.example/feeds/${'s'.repeat(43)}.ics` }
  }),
  on(roster.closeFeed, ({ world, params }) => {
    world.roster.feeds = world.roster.feeds.filter((it) => it.feedId !== params.feedId)
    return done
  }),
  on(roster.readDigest, ({ world, accountId }) => {
    const staffId = staffIdOf(world, accountId)
    const day = dayOf(now())
    return { day, duties: world.duties.filter((it) => it.staffId === staffId && dayOf(it.starts) === day) }
  }),
]

const asked: TestAnswer[] = [
  on(requests.listRequests, ({ world, query, accountId }) =>
    world.roster.requests
      .filter((it) => query.state !== 'waiting' || it.state === 'waiting')
      .filter((it) => query.staffId === undefined || it.staffId === query.staffId)
      .toSorted((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'))
      .map((it) => ({
        ...it,
        mayDecide:
          it.state === 'waiting' &&
          (roleOf(world, accountId) === 'county' || (roleOf(world, accountId) === 'head' && it.wish.kind !== 'appeal')),
      })),
  ),
  on(requests.listOwnRequests, ({ world, accountId }) =>
    world.roster.requests.filter((it) => it.staffId === staffIdOf(world, accountId)),
  ),
  on(requests.makeRequest, ({ world, params, body, accountId }) => {
    const request = {
      ...params,
      ...body,
      state: 'waiting' as const,
      madeAt: now(),
      onBehalf: staffIdOf(world, accountId) !== body.staffId,
      decidedAt: null,
      decidedBy: null,
      reason: '',
    }
    world.roster.requests.unshift(request)
    return request
  }),
  on(requests.decideRequest, ({ world, params, body, accountId }) => {
    const request = find(world.roster.requests, (it) => it.requestId === params.requestId)
    if (request.state !== 'waiting') throw new No('alreadyDone')
    return Object.assign(request, {
      state: body.decision,
      reason: body.reason,
      decidedAt: now(),
      decidedBy: accountId,
    })
  }),
  on(requests.withdrawRequest, ({ world, params }) => {
    find(world.roster.requests, (it) => it.requestId === params.requestId).state = 'withdrawn'
    return done
  }),
  on(requests.giveAdvice, ({ world, params, body, accountId }) => {
    const staffId = staffIdOf(world, accountId)
    const { unitId } = find(world.staff, (it) => it.staffId === staffId)
    const told = { ...params, unitId, staffId: body.named ? staffId : null, text: body.text, at: now(), answer: null }
    world.roster.advice.unshift(told)
    return done
  }),
  on(requests.listAdvice, ({ world }) => world.roster.advice),
  on(requests.answerAdvice, ({ world, params, body }) => {
    find(world.roster.advice, (it) => it.adviceId === params.adviceId).answer = { text: body.text, at: now() }
    return done
  }),
  on(requests.listOwnAdvice, ({ world, accountId }) =>
    world.roster.advice.filter((it) => it.staffId === staffIdOf(world, accountId)),
  ),
]

const year = () => dayOf(now()).slice(0, 4)

const calendars: TestAnswer[] = [
  on(calendar.listCalendar, ({ world, query }) => ({
    days: calendarOf(world.roster, query.from, query.to, query.unitId),
    coverageFrom: '2007-01-01',
    coverageUntil: `${year()}-12-31`,
    noticeWanted: world.roster.noticeWanted,
  })),
  on(calendar.readHolidayNotice, ({ body }) => ({
    days: [1, 2, 3].map((n) => ({ day: `${body.year}-01-0${n}`, off: n < 3, name: '元旦' })),
    unread: body.text.includes('另行通知') ? ['春节安排另行通知。'] : [],
    effect: { people: 13, days: 3 },
  })),
  on(calendar.keepHolidayNotice, ({ world, params, body }) => {
    const { text: _, ...kept } = { ...params, ...body }
    world.roster.notices = [kept, ...world.roster.notices.filter((it) => it.year !== body.year)]
    world.roster.noticeWanted = null
    return { ...params, ...body, second: notNeeded }
  }),
  on(calendar.listHolidayNotices, ({ world }) => world.roster.notices),
  on(calendar.previewDayOverride, ({ body }) => ({ people: 9, days: body.from === body.to ? 9 : 18 })),
  on(calendar.keepDayOverride, ({ world, params, body }) => ({
    ...put(world.roster.overrides, { ...params, ...body }, (it) => it.overrideId === params.overrideId),
    second: notNeeded,
  })),
  on(calendar.listDayOverrides, ({ world }) => world.roster.overrides),
  on(calendar.liftDayOverride, ({ world, params }) => {
    world.roster.overrides = world.roster.overrides.filter((it) => it.overrideId !== params.overrideId)
    return { ...done, second: notNeeded }
  }),
  on(readOwnMonth, ({ world, query, accountId }) => {
    const staffId = staffIdOf(world, accountId)
    const last = addDays(`${query.month}-28`, 4)
    const end = addDays(`${last.slice(0, 7)}-01`, -1)
    const days = calendarOf(world.roster, `${query.month}-01`, end)
    const today = dayOf(now())
    const halves = (day: string): [HalfVerdict, HalfVerdict] => {
      if (day > today) return [{ state: 'notYet' }, { state: 'notYet' }]
      const weekday = weekdayOf(day)
      if (weekday === 2) return [{ state: 'late', lateSeconds: 545, earlySeconds: 0 }, { state: 'present' }]
      if (weekday === 3)
        return [
          { state: 'noCheckIn', missing: 'arrival' },
          { state: 'leave', leave: 'annual' },
        ]
      return [{ state: 'present' }, weekday === 4 ? { state: 'outing' } : { state: 'present' }]
    }
    return {
      staffId,
      month: query.month,
      days: days.map((it) => {
        const rest: HalfVerdict = { state: 'rest', why: it.type === 'holiday' ? 'holiday' : 'weekend' }
        const [am, pm] = it.am === 'rest' ? [rest, rest] : halves(it.day)
        return { calendar: it, verdict: { staffId, day: it.day, am: judged(am), pm: judged(pm) } }
      }),
      totals: {
        expected: 21,
        present: 12.5,
        lateTimes: 2,
        earlyTimes: 0,
        noCheckIn: 1,
        absent: 0,
        outing: 1,
        dutyTimes: 1,
        unknown: 0,
        leave: { annual: 1 },
      },
      legend: standardLegend,
      simulated: true,
    }
  }),
]

export const rosterAnswers: readonly TestAnswer[] = [...rosters, ...asked, ...calendars]
