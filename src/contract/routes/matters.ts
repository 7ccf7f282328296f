import { z } from 'zod'
import { uuid } from '../common.ts'
import { Light, MatterAct, MatterRow, MatterView, TakeMatter } from '../matters.ts'
import { Sounds } from '../matterTypes.ts'
import { route } from '../route.ts'

const handlers = ['staff', 'clerk', 'head', 'county'] as const

export const takeMatter = route({
  name: 'takeMatter',
  method: 'POST',
  path: '/api/matters',
  summary:
    'Takes a citizen’s matter. Safe to repeat with the same id; taken without a network, it is sent later with the time it was taken. Never turned away for its kind.',
  who: ['staff', 'clerk', 'head'],
  body: TakeMatter,
  output: MatterRow,
})

export const listMatters = route({
  name: 'listMatters',
  method: 'GET',
  path: '/api/matters',
  summary:
    'Matters of the units the caller looks after, and those he holds; the most urgent first, fifty at a time. `mine` leaves those he holds or is offered.',
  who: [...handlers, 'inspector'],
  query: z.object({
    state: z.enum(['open', 'ended', 'all']).optional(),
    unitId: uuid.optional(),
    light: Light.optional(),
    mine: z.enum(['1']).optional(),
    search: z.string().trim().max(60).optional(),
    after: z.string().max(80).optional(),
  }),
  output: z.object({
    rows: z.array(MatterRow),
    /** Where the next page begins; null on the last. */
    next: z.string().nullable(),
    /** How many open ones of each light, whatever the filter by light. */
    lights: z.record(Light, z.number().int()),
  }),
})

export const readMatter = route({
  name: 'readMatter',
  method: 'GET',
  path: '/api/matters/:matterId',
  summary: 'A matter as a whole: clocks with their explanation, who held it how long, everything that happened.',
  who: [...handlers, 'inspector'],
  params: z.object({ matterId: uuid }),
  output: MatterView,
})

export const actOnMatter = route({
  name: 'actOnMatter',
  method: 'POST',
  path: '/api/matters/:matterId/acts',
  summary: 'Does one thing with a matter. What the caller may do now stands in `may` of the matter.',
  who: handlers,
  params: z.object({ matterId: uuid }),
  body: MatterAct,
  output: MatterView,
})

export const recomputeClocks = route({
  name: 'recomputeClocks',
  method: 'POST',
  path: '/api/matters/recompute',
  summary:
    'Computes the due dates of open matters anew after the calendar changed, some at a time: asked again with `next` it goes on, until that is null. `dry` only tells what would change. Both dates stay visible; safe to repeat.',
  who: ['county'],
  // A matter at a time, or it would hold many while it waits for the next.
  inParts: true,
  body: z.object({ dry: z.boolean(), because: z.string().trim().max(300), after: uuid.nullable().optional() }),
  output: z.object({
    /** All there are, and how many were looked at now. */
    open: z.number().int(),
    looked: z.number().int(),
    changed: z.number().int(),
    some: z.array(
      z.object({ matterId: uuid, title: z.string(), scope: z.string(), before: z.string(), after: z.string() }),
    ),
    /** Where the next ones begin; null at the end. */
    next: uuid.nullable(),
  }),
})

/** What the counter page keeps to work without a network. */
export const readCounter = route({
  name: 'readCounter',
  method: 'GET',
  path: '/api/counter',
  summary: 'What a counter needs to take matters: its site, the types it may take, and who works there.',
  who: ['staff', 'clerk', 'head'],
  output: z.object({
    sites: z.array(
      z.object({
        siteId: uuid,
        name: z.string(),
        unitId: uuid,
        staff: z.array(z.object({ staffId: uuid, name: z.string(), post: z.string() })),
      }),
    ),
    types: z.array(
      z.object({
        typeId: uuid,
        code: z.string(),
        name: z.string(),
        group: z.string(),
        keywords: z.array(z.string()),
        sounds: Sounds,
        unitId: uuid.nullable(),
        materials: z.array(z.object({ key: z.string(), name: z.string(), required: z.boolean() })),
      }),
    ),
  }),
})
