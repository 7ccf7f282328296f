import { z } from 'zod'
import { Done, day, uuid } from '../common.ts'
import { route } from '../route.ts'
import {
  BreachRow,
  EmptyRow,
  FindingDecision,
  VisitChannel,
  VisitFinding,
  VisitNumbers,
  VisitOutcome,
  VisitRow,
} from '../visits.ts'

const lang = z.enum(['zh', 'en']).optional()
const code = z.string().max(40)
const told = z.string().trim().max(1000)
const readers = ['county', 'head', 'clerk', 'inspector'] as const

export const showVisitEntrance = route({
  name: 'showVisitEntrance',
  method: 'GET',
  path: '/visit/at/:siteId',
  summary: 'The page on which somebody who came says so; without account, without script.',
  who: 'anyone',
  perMinute: 300,
  params: z.object({ siteId: uuid }),
  query: z.object({ lang, from: VisitChannel.optional() }),
  output: z.any(),
  produces: 'html',
})

export const showVisitPoster = route({
  name: 'showVisitPoster',
  method: 'GET',
  path: '/visit/at/:siteId/poster',
  summary: 'An A4 poster for the door: whoever comes and finds nobody says so with his phone, or by telephone.',
  who: 'anyone',
  params: z.object({ siteId: uuid }),
  query: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

/** Pressed twice it is one visit: its code follows from `press`, which the page made. */
export const beginVisit = route({
  name: 'beginVisit',
  method: 'POST',
  path: '/visit/at/:siteId',
  summary: 'Somebody says that he is there: the clock of his visit begins. Works as a plain form.',
  who: 'anyone',
  perMinute: 30,
  params: z.object({ siteId: uuid }),
  body: z.object({
    press: uuid,
    from: VisitChannel.optional(),
    /** Of the receipt of his matter, if he has one. */
    matterCode: code.optional(),
    outcome: VisitOutcome.optional(),
    lang,
  }),
  output: z.any(),
  produces: 'html',
})

export const showVisit = route({
  name: 'showVisit',
  method: 'GET',
  path: '/visit/:code',
  summary: 'A visit, for whoever holds its code: three buttons for what became of it.',
  who: 'anyone',
  perMinute: 120,
  params: z.object({ code }),
  query: z.object({ lang, saying: VisitOutcome.optional(), typeId: uuid.optional() }),
  output: z.any(),
  produces: 'html',
})

/** Materials come as fields `material-<key>`, as a form without script sends them. */
export const endVisit = route({
  name: 'endVisit',
  method: 'POST',
  path: '/visit/:code',
  summary: 'Says what became of a visit. The last word of the day counts, all of them stay.',
  who: 'anyone',
  perMinute: 30,
  params: z.object({ code }),
  body: z
    .object({
      outcome: VisitOutcome,
      told: told.optional(),
      typeId: z.union([uuid, z.literal('')]).optional(),
      matterCode: code.optional(),
      /** The last word the page knew of; empty for the first. */
      after: z.string().max(40).optional(),
      lang,
    })
    .catchall(z.string().max(200)),
  output: z.any(),
  produces: 'html',
})

export const enterVisit = route({
  name: 'enterVisit',
  method: 'POST',
  path: '/api/visits',
  summary:
    'Enters for somebody who calls by telephone that he is at a site, and what became of it if he says so. The code is read to him.',
  who: ['county', 'head', 'clerk', 'staff', 'inspector'],
  body: z.object({ press: uuid, siteId: uuid, outcome: VisitOutcome.nullable(), told, matterCode: code }),
  output: z.object({ visitId: uuid, code: z.string() }),
})

export const listVisits = route({
  name: 'listVisits',
  method: 'GET',
  path: '/api/visits',
  summary:
    'Visits of a day at the sites the caller looks after, with those who wait now; figures by site. Never by person.',
  who: readers,
  query: z.object({ day, siteId: uuid.optional() }),
  output: z.object({
    rows: z.array(VisitRow),
    sites: z.array(
      VisitNumbers.extend({ siteId: uuid, siteName: z.string(), unitId: uuid, waiting: z.number().int() }),
    ),
    asOf: z.string(),
  }),
})

export const listVisitFindings = route({
  name: 'listVisitFindings',
  method: 'GET',
  path: '/api/visit-findings',
  summary:
    'What people look into: the board said that somebody is there and nobody was; sent away again for what no notice named. The head of a unit reads how many.',
  who: readers,
  query: z.object({ from: day, to: day }),
  output: z.object({
    empties: z.array(EmptyRow),
    breaches: z.array(BreachRow),
    /** By site, for those who read no single ones too. */
    counts: z.array(
      z.object({
        siteId: uuid,
        siteName: z.string(),
        saidHere: z.number().int(),
        dutyEmpty: z.number().int(),
        hoursEmpty: z.number().int(),
        breaches: z.number().int(),
      }),
    ),
    mayRead: z.boolean(),
  }),
})

export const decideVisitFinding = route({
  name: 'decideVisitFinding',
  method: 'POST',
  path: '/api/visit-findings/:factId/decide',
  summary: 'A person says what a finding was; nothing follows from it by itself.',
  who: ['county', 'inspector'],
  params: z.object({ factId: uuid }),
  body: z.object({ finding: VisitFinding, decision: FindingDecision, words: z.string().trim().min(1).max(500) }),
  output: Done,
})

export const listMatterVisits = route({
  name: 'listMatterVisits',
  method: 'GET',
  path: '/api/matters/:matterId/visits',
  summary: 'How often somebody had to come about a matter, and what became of it each time.',
  who: ['staff', 'clerk', 'head', 'county', 'inspector'],
  params: z.object({ matterId: uuid }),
  output: z.object({ trips: z.number().int(), visits: z.array(VisitRow) }),
})
