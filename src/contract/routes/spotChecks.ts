import { z } from 'zod'
import { Done, iso, uuid } from '../common.ts'
import { route } from '../route.ts'
import { SpotCheck, SpotCheckAim, SpotCheckFound, SpotCheckItem } from '../spotChecks.ts'

const above = ['inspector', 'county'] as const
const spotCheckId = z.object({ spotCheckId: uuid })

export const sizeSpotCheck = route({
  name: 'sizeSpotCheck',
  method: 'GET',
  path: '/api/spot-checks/size',
  summary: 'How many of the people of a unit and all below it have to be looked at.',
  who: above,
  query: SpotCheckAim.extend({ unitId: uuid }),
  output: z.object({ population: z.number().int(), size: z.number().int() }),
})

export const listSpotChecks = route({
  name: 'listSpotChecks',
  method: 'GET',
  path: '/api/spot-checks',
  summary: 'Spot checks with what they found, newest first.',
  who: above,
  output: z.array(SpotCheck),
})

export const readSpotCheck = route({
  name: 'readSpotCheck',
  method: 'GET',
  path: '/api/spot-checks/:spotCheckId',
  summary: 'Who was drawn, site by site, and what was found; and everything needed to draw again.',
  who: ['inspector'],
  params: spotCheckId,
  output: SpotCheck.extend({ items: z.array(SpotCheckItem), populationIds: z.array(uuid) }),
})

export const announceSpotCheck = route({
  name: 'announceSpotCheck',
  method: 'PUT',
  path: '/api/spot-checks/:spotCheckId',
  summary:
    'Fixes who may be drawn, how many, and which public number, not known yet, will draw. The caller makes the id; safe to repeat.',
  who: above,
  params: spotCheckId,
  body: SpotCheckAim.extend({
    unitId: uuid,
    beaconSource: z.string().trim().min(4).max(200),
    beaconAt: iso,
  }),
  output: SpotCheck,
})

export const drawSpotCheck = route({
  name: 'drawSpotCheck',
  method: 'POST',
  path: '/api/spot-checks/:spotCheckId/draw',
  summary: 'Draws with the public number. Refused for one published before it was announced to be the one.',
  who: above,
  params: spotCheckId,
  body: z.object({ beacon: z.string().trim().min(4).max(500), publishedAt: iso }),
  output: SpotCheck,
})

export const recordSpotCheck = route({
  name: 'recordSpotCheck',
  method: 'PUT',
  path: '/api/spot-checks/:spotCheckId/people/:staffId',
  summary: 'What an inspector found, on the spot or written down from paper. The first record stays.',
  who: ['inspector'],
  params: z.object({ spotCheckId: uuid, staffId: uuid }),
  body: z.object({ found: SpotCheckFound, at: iso, note: z.string().trim().max(300), onPaper: z.boolean() }),
  output: Done,
})
