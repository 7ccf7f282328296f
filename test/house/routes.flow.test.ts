import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../src/contract/people.ts'
import type { Callers, Route } from '../../src/contract/route.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import type { Answer } from '../../src/http/answer.ts'
import { newId } from '../../src/kit/ids.ts'
import { type RefusalName, refusals, refuse } from '../../src/kit/refusals.ts'
import { type Answered, Browser } from '../people/house.ts'
import { checkIn, type Peopled, people } from './county.ts'
import { openWholeHouse, type WholeHouse } from './house.ts'
import { addressOf, anyInputOf, type Ids, type Sample, sampleOf } from './samples.ts'

type Knocker = 'nobody' | 'station' | Role
const knockers: readonly Knocker[] = ['nobody', 'station', ...roles]

let house: WholeHouse
let peopled: Peopled
let ids: Ids
let stranger: Browser
const answered: string[] = []
/** While it listens, no handler runs: it is only noted that it was reached. */
const door = { listens: false, entered: new Set<string>() }

const guarded = (answer: Answer): Answer => {
  answered.push(answer.route.name)
  return {
    ...answer,
    handle: async (input, ask) => {
      if (!door.listens) return answer.handle(input, ask)
      door.entered.add(answer.route.name)
      return refuse('alreadyDone')
    },
  }
}

beforeAll(async () => {
  house = await openWholeHouse(guarded)
  peopled = await people(house)
  stranger = house.browser()
  await stranger.me()
  const { siteId, unitId, device } = house
  const { staffId, spareId: accountId } = peopled
  const checkInId = await checkIn(house, staffId, house.clock.now())
  const matter = { matterId: newId(), agentStaffId: staffId }
  const made = {
    ...matter,
    dutyId: newId(),
    outingId: newId(),
    requestId: newId(),
    adviceId: newId(),
    checkInId,
    accountId,
  }
  ids = { siteId, unitId, parentId: unitId, deviceId: device.deviceId, staffId, ...made }
})
afterAll(() => house.close())

let addresses = 0
/** The same browser from an address nobody has called from, so that only the rule in question decides. */
function elsewhere(knocker: Knocker): Browser {
  addresses += 1
  const address = `10.${1 + (addresses >> 16)}.${(addresses >> 8) % 256}.${addresses % 256}`
  const browser = new Browser(house.server, address)
  const known = knocker === 'nobody' || knocker === 'station' ? stranger : peopled.browsers[knocker]
  for (const [name, value] of known.cookies) browser.cookies.set(name, value)
  browser.csrf = known.csrf
  return browser
}

interface Knock {
  readonly sample?: Sample
  readonly headers?: Record<string, string>
}

async function knock(route: Route, knocker: Knocker, { sample, headers = {} }: Knock = {}): Promise<Answered> {
  const browser = elsewhere(knocker)
  const given = sample ?? sampleOf(route, ids)
  const url = addressOf(route, given)
  if (route.upload) return browser.upload(url, 'list.csv', Buffer.from('a,b\n1,2\n'))
  const body = route.method === 'GET' ? undefined : (given.body as object | undefined)
  const signed = knocker === 'station' ? house.signed(route.method, url, body && JSON.stringify(body)) : {}
  return browser.call(route.method, url, body, { ...signed, ...headers })
}

/** What `who` promises, said once more in the plainest way. */
function expected(who: Callers, knocker: Knocker): 'in' | 'notLoggedIn' | 'forbidden' {
  if (who === 'anyone' || who === 'newStation') return 'in'
  if (who === 'station') return knocker === 'station' ? 'in' : 'forbidden'
  if (knocker === 'nobody' || knocker === 'station') return 'notLoggedIn'
  if (who === 'loggedIn') return 'in'
  return who.includes(knocker) ? 'in' : 'forbidden'
}

describe('what is declared is what is answered', () => {
  test('every declared route is answered exactly once, and nothing else', () => {
    expect(answered.length).toBeGreaterThan(40)
    expect([...answered].sort()).toEqual(allRoutes.map((it) => it.name).sort())
  })

  test('no two routes share a name, or a method and path', () => {
    const places = allRoutes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
    expect(places.length).toBe(new Set(places).size)
    expect(allRoutes.length).toBe(new Set(allRoutes.map((it) => it.name)).size)
  })

  test('nothing undeclared answers under /api', () => {
    const found = listPlaces(house.server.printRoutes({ commonPrefix: false }))
    const declared = allRoutes.flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    )
    const itself = ['GET /api/openapi.json', 'HEAD /api/openapi.json']
    expect(found.length).toBeGreaterThan(60)
    expect(found.sort()).toEqual([...declared, ...itself].sort())
  })
})

/** Reads Fastify's drawn tree: each line is a part of a path, below the part it continues. */
function listPlaces(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ├└─]*)(\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line)
    if (!found) return []
    const depth = (found[1] ?? '').length / 4
    above[depth] = found[2] ?? ''
    const path = above.slice(1, depth + 1).join('')
    return (found[3]?.split(', ') ?? []).map((method) => `${method} ${path}`)
  })
}

describe('who may call', () => {
  test.each(allRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s lets in whom it declares, and nobody else',
    async (_, route) => {
      door.listens = true
      const found: Record<string, unknown> = {}
      const wanted: Record<string, unknown> = {}
      for (const knocker of knockers) {
        door.entered.clear()
        const { status, body } = await knock(route, knocker)
        found[knocker] = door.entered.has(route.name) ? 'in' : refusalIn(route, body)
        wanted[knocker] = expected(route.who, knocker)
        const statuses = { in: 409, notLoggedIn: 401, forbidden: 403 }
        expect([knocker, status]).toEqual([knocker, statuses[expected(route.who, knocker)]])
      }
      door.listens = false
      expect(found).toEqual(wanted)
    },
  )

  test('strangers are turned away before their input is looked at', async () => {
    const { status, body } = await elsewhere('nobody').put(`/api/staff/${house.siteId}`, { nonsense: true })
    expect([status, body.refusal]).toEqual([401, 'notLoggedIn'])
  })

  test.each(
    allRoutes
      .filter((it) => it.method !== 'GET' && !['station', 'newStation'].includes(String(it.who)) && !isOpenForm(it))
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is refused without the token against forged requests', async (_, route) => {
    const knocker = roles.find((role) => expected(route.who, role) === 'in') ?? 'staff'
    const stolen = peopled.browsers.inspector === peopled.browsers[knocker] ? 'head' : 'inspector'
    for (const token of ['', 'forged', peopled.browsers[stolen].csrf]) {
      door.listens = true
      door.entered.clear()
      const headers = { 'x-csrf-token': token, upgrade: 'websocket' }
      const { status, body } = await knock({ ...route, upload: false }, knocker, { headers })
      door.listens = false
      expect([status, body.refusal, [...door.entered]]).toEqual([403, 'csrfWrong', []])
    }
  })
})

/** Forms and interfaces that carry no authority: whoever sends them is nobody. */
const isOpenForm = ({ who, produces }: Route): boolean =>
  produces === 'html' || (who === 'anyone' && produces === 'text')

/** Open311 refuses in the form of its standard. */
const isStandard = ({ path }: Route): boolean => path.startsWith('/open311/')

const refusalIn = (route: Route, body: { refusal?: string }): unknown =>
  route.produces === 'html' ? 'page' : body.refusal

// What takes something away from those who call comes last.
const ending = ['keepStaff', 'revokeStation', 'revokeRole', 'closeAccount', 'changePassword', 'logOut']
// What no input alone can bring about: something from before, a secret, a file, a provider.
const needsMore = [
  'decideCase',
  'finaliseMonth',
  'eraseFromMonths',
  'keepRule',
  'liftRule',
  'setUp',
  'readInvitation',
  'acceptInvitation',
  'logIn',
  'startTotp',
  'confirmTotp',
  'startPasskey',
  'confirmPasskey',
  'confirmPasskeyLogIn',
  'keepTerminalFile',
  'startOidc',
  'finishOidc',
  'previewImport',
  'confirmImport',
  'giveConsent',
  'withdrawConsent',
  'importDuties',
  'keepPattern',
  'keepAssignment',
  'endAssignment',
  'askSwap',
  'answerSwap',
  'swapPartners',
  'closeFeed',
  'readFeed',
  'withdrawRequest',
  'keepHolidayNotice',
  'previewDayOverride',
  'keepDayOverride',
  'liftDayOverride',
  'openEnrolment',
  'redeemEnrolment',
  'inviteStationElsewhere',
  'joinStation',
  'changePassword',
  'readReplay',
  'decideSuspect',
  'decideSuspectAppeal',
  'readCaseFile',
  'eraseSuspect',
  'appealSuspect',
  'confirmProposal',
  'declineProposal',
  'listMatterTypeVersions',
  'retireMatterType',
  'previewMatterTypes',
  'importMatterTypes',
  'keepWorkingHours',
  'withdrawProposal',
  'readSpotCheck',
  'drawSpotCheck',
  'showReceipt',
  'saveReceipt',
  'readOwnReceipt',
  'readGrowth',
  'showCheckpoint',
  'recordSpotCheck',
  'showVisit',
  'endVisit',
  'decideVisitFinding',
  'takeNumber',
  'takeNumberAtKiosk',
  'readCodeAtKiosk',
  'endVisitAtKiosk',
  'reopenAtKiosk',
  'showTicket',
  'leaveQueue',
  'actAtCounter',
  'findMatterByCode',
  'showMatter',
  'rateMatter',
  'reopenOwnMatter',
  'announceCallBack',
  'drawCallBack',
  'readCallBack',
  'recordCall',
  'resendDelivery',
  'switchWebhook',
  'endWebhook',
  'readService311',
  'makeRequest311',
  'readToken311',
  'readRequest311',
  'judgeProblem',
]
// A stream that stays open has no answer to wait for.
const walkable = allRoutes
  .filter((it) => it.name !== 'followCheckIns')
  .sort((a, b) => ending.indexOf(a.name) - ending.indexOf(b.name))

describe('any input of the right form', () => {
  test.each(walkable.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s does as asked or refuses by a name of the catalogue',
    async (_, route) => {
      const allowed = knockers.filter((knocker) => expected(route.who, knocker) === 'in')
      const reached = new Set<number>()
      await fc.assert(
        fc.asyncProperty(anyInputOf(route, ids), fc.constantFrom(...allowed), async (sample, knocker) => {
          const { status, body } = await knock(route, knocker, { sample })
          reached.add(status)
          expect(status).toBeLessThan(500)
          const own = route.produces === 'html' || isStandard(route)
          if (status >= 400 && !own) expect(Object.keys(refusals)).toContain(body.refusal)
          if (status >= 400 && isStandard(route)) expect(standardCodeIn(body)).toBe(String(status))
          if (route.name !== 'logOut') expect(body?.refusal).not.toBe('notLoggedIn')
        }),
        {
          numRuns: route.name.startsWith('log') ? 12 : 25,
          seed: 2026,
          examples: allowed.map((knocker) => [sampleOf(route, ids), knocker]),
        },
      )
      expect([...reached].some((status) => status < 400)).toBe(!needsMore.includes(route.name))
    },
  )
})

function standardCodeIn(body: { refusal?: RefusalName } | { code: number }[] | string): string | undefined {
  if (typeof body === 'string') return /<code>(\d+)</.exec(body)?.[1]
  if (Array.isArray(body)) return String(body[0]?.code)
  // What is no form at all never comes as far as the standard.
  return body.refusal && String(refusals[body.refusal][0])
}

describe('the description for programs', () => {
  test('is valid OpenAPI 3.1, names every route once and says who may call', async () => {
    const { body } = await elsewhere('nobody').get('/api/openapi.json')
    const { valid, errors } = await new Validator().validate(structuredClone(body))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(body.openapi).toBe('3.1.0')
    const operations = Object.values(body.paths as Record<string, Record<string, Operation>>).flatMap(Object.values)
    const described = Object.fromEntries(operations.map((it: Operation) => [it.operationId, it['x-zaigang-callers']]))
    expect(operations).toHaveLength(allRoutes.length)
    expect(described).toEqual(Object.fromEntries(allRoutes.map((it) => [it.name, it.who])))
    for (const { operationId, responses } of operations) {
      expect([operationId, Object.keys(responses)]).toEqual([operationId, ['200', '4XX', '5XX']])
    }
    expect(body.components.schemas.RefusalAnswer.required).toEqual(['refusal', 'zh', 'en'])
  })
})

interface Operation {
  readonly operationId: string
  readonly responses: object
  readonly 'x-zaigang-callers': unknown
}
