import type { Route } from '../route.ts'
import * as atKiosk from './atKiosk.ts'
import * as attendance from './attendance.ts'
import * as auth from './auth.ts'
import * as board from './board.ts'
import * as calendar from './calendar.ts'
import * as counts from './counts.ts'
import * as duties from './duties.ts'
import * as log from './log.ts'
import * as matters from './matters.ts'
import * as matterTypes from './matterTypes.ts'
import * as measures from './measures.ts'
import * as notices from './notices.ts'
import * as open311 from './open311.ts'
import * as people from './people.ts'
import * as presence from './presence.ts'
import * as proposals from './proposals.ts'
import * as queue from './queue.ts'
import * as ratings from './ratings.ts'
import * as receipts from './receipts.ts'
import * as requests from './requests.ts'
import * as roster from './roster.ts'
import * as setup from './setup.ts'
import * as spotChecks from './spotChecks.ts'
import * as standing from './standing.ts'
import * as station from './station.ts'
import * as suspects from './suspects.ts'
import * as terminals from './terminals.ts'
import * as visits from './visits.ts'

const isRoute = (it: unknown): it is Route => typeof it === 'object' && it !== null && 'method' in it && 'path' in it

/** Every route of the product: what the server must answer, what the role test walks, what OpenAPI is made from. */
export const allRoutes: readonly Route[] = [
  setup,
  auth,
  people,
  calendar,
  duties,
  roster,
  requests,
  presence,
  attendance,
  board,
  counts,
  receipts,
  log,
  station,
  atKiosk,
  suspects,
  spotChecks,
  terminals,
  proposals,
  matterTypes,
  matters,
  open311,
  notices,
  standing,
  ratings,
  measures,
  visits,
  queue,
]
  .flatMap((room) => Object.values(room) as unknown[])
  .filter(isRoute)
