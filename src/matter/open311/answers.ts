import * as routes from '../../contract/routes/open311.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { findCounty } from '../../people/store/tree.ts'
import { mergeParams } from './asked.ts'
import { errorAnswer, wrong } from './errors.ts'
import { demandJurisdiction, getService, listServices, loadByIds, loadKinds, loadWanted, tellAll } from './finding.ts'
import { readWanted } from './listing.ts'
import { makeRequest } from './making.ts'
import { tellDefinition, tellDiscovery, tellService } from './services.ts'
import { tellToken } from './telling.ts'
import { contentTypes, type Format, requestNames, serviceNames, writeList, writeOne } from './wire.ts'

const listing = answer(routes.listServices311, ({ params: { format }, query }, ask) =>
  told(ask, format, async () => {
    await demandJurisdiction(ask, mergeParams(query, ''))
    const services = (await listServices(ask)).map(tellService)
    return writeList(format, serviceNames, services)
  }),
)

const definition = answer(routes.readService311, ({ params: { format, code }, query }, ask) =>
  told(ask, format, async () => {
    await demandJurisdiction(ask, mergeParams(query, ''))
    return writeOne(format, 'service_definition', tellDefinition(await getService(ask, code)))
  }),
)

const token = answer(routes.readToken311, ({ params, query }, ask) =>
  told(ask, params.format, async () => {
    await demandJurisdiction(ask, mergeParams(query, ''))
    const [found] = await loadByIds(ask, await loadKinds(ask), [params.token])
    if (!found) return wrong(404, 'token: not found')
    return writeList(params.format, requestNames, [tellToken(found.matter.taken.matterId)])
  }),
)

const requests = answer(routes.listRequests311, ({ params: { format }, query }, ask) =>
  told(ask, format, async () => {
    const params = mergeParams(query, '')
    await demandJurisdiction(ask, params)
    const wanted = readWanted(params, ask.now)
    const kinds = await loadKinds(ask)
    const found = await loadWanted(ask, kinds, wanted)
    return writeList(format, requestNames, await tellAll(ask, kinds, found))
  }),
)

const request = answer(routes.readRequest311, ({ params: { format, requestId }, query }, ask) =>
  told(ask, format, async () => {
    await demandJurisdiction(ask, mergeParams(query, ''))
    const kinds = await loadKinds(ask)
    const found = await loadByIds(ask, kinds, [requestId])
    if (found.length === 0) return wrong(404, 'service_request_id: not found')
    return writeList(format, requestNames, await tellAll(ask, kinds, found))
  }),
)

/** Service discovery and the six calls of Open311 GeoReport v2; `publicUrl` is the address people reach us at. */
export function open311Answers(publicUrl: (ask: Ask) => string): Answer[] {
  const discovery = answer(routes.discover311, ({ params: { format } }, ask) =>
    told(ask, format, async () => {
      const { complaints } = (await findCounty(ask.db)) ?? refuse('notFound')
      const contact = `${complaints.name} ${complaints.phone}`
      return writeOne(format, 'discovery', tellDiscovery(publicUrl(ask), contact))
    }),
  )
  const making = answer(routes.makeRequest311, ({ params: { endpoint, format }, query }, ask) =>
    told(ask, format, async () => {
      const params = mergeParams(query, ask.request.rawBody?.toString('utf8') ?? '')
      const made = await makeRequest(ask, params, { keep: endpoint === 'v2', url: publicUrl(ask) })
      return writeList(format, requestNames, [made])
    }),
  )
  return [discovery, listing, definition, making, token, requests, request]
}

/** Answers in the format asked for, and fails in it too. */
async function told({ request, reply }: Ask, format: Format, tell: () => Promise<string>): Promise<string> {
  void reply.type(contentTypes[format])
  try {
    const text = await tell()
    if (request.method === 'GET') void reply.header('cache-control', 'no-cache')
    return text
  } catch (failure) {
    const { status, text } = errorAnswer(failure, format) ?? rethrow(failure)
    void reply.status(status)
    return text
  }
}

function rethrow(failure: unknown): never {
  throw failure
}
