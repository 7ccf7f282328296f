import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { RefusalAnswer } from '../contract/common.ts'
import type { Callers, Route } from '../contract/route.ts'

/** Serves `/api/openapi.json`, made from the declared routes. */
export async function describeRoutes(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Zaigang 在岗',
        version: '0.1.0',
        description: 'Presence and service of grassroots public offices.',
      },
      components: { securitySchemes, schemas: { RefusalAnswer: refusalShape } },
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given as never)
      const { route } = (given.route.config ?? {}) as { route?: Route }
      return { url, schema: route ? described(route, schema as FastifySchema) : schema }
    },
    transformObject: (given) => withRefusals((given as { openapiObject: Document }).openapiObject) as never,
  })
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger())
}

const refusalShape = z.toJSONSchema(RefusalAnswer, { target: 'openapi-3.0' }) as object

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'zaigang', description: 'The session of a log-in.' },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
    description: '`csrf` of `GET /api/me`, with the cookie it came with.',
  },
  device: {
    type: 'apiKey',
    in: 'header',
    name: 'x-zaigang-signature',
    description:
      'Ed25519 by the device key over county, device, method, path, time, nonce, beacon and SHA-256 of the body, which stand in `x-zaigang-*` beside it.',
  },
} as const

/** What the shapes alone do not say: who may call, how they prove it, files and pages. */
function described(route: Route, schema: FastifySchema): FastifySchema {
  const more = { 'x-zaigang-callers': route.who, security: securityOf(route) }
  return {
    ...schema,
    ...more,
    // A page's own parameters, of any name, have no place in the document.
    querystring: hasFields(schema.querystring) ? schema.querystring : undefined,
    ...(route.upload && { consumes: ['multipart/form-data'], body: fileForm }),
    response: { 200: answerOf(route, schema) },
  } as FastifySchema
}

const hasFields = (shape: unknown): boolean => (shape as { properties?: object } | undefined)?.properties !== undefined

const fileForm = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  required: ['file'],
}

const mediaTypes = { file: 'application/octet-stream', html: 'text/html', text: 'text/*' } as const

function answerOf({ produces = 'json' }: Route, { response }: FastifySchema): object {
  const description = 'The answer.'
  if (produces === 'json') return { description, ...(response as Record<string, object>)['200'] }
  return { description, content: { [mediaTypes[produces]]: { schema: { type: 'string' } } } }
}

function securityOf({ who, method, produces }: Route): Record<string, string[]>[] {
  if (who === 'station') return [{ device: [] }]
  if (who === 'newStation') return []
  const token = method === 'GET' || (who === 'anyone' && produces === 'html') ? {} : { csrf: [] }
  const all = { ...(needsSession(who) && { session: [] }), ...token }
  return Object.keys(all).length === 0 ? [] : [all]
}

const needsSession = (who: Callers): boolean => who === 'loggedIn' || Array.isArray(who)

interface Operation {
  responses: Record<string, { readonly content?: Readonly<Record<string, object>> }>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** Whatever is refused is answered in one shape; where a page was asked for, as a page. */
function withRefusals(document: Document): Document {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      const isPage = operation.responses['200']?.content?.['text/html'] !== undefined
      const refusal = isPage ? refusalPage : refusalAnswer
      operation.responses = { ...operation.responses, '4XX': refusal, '5XX': refusal }
    }
  }
  return document
}

const description = 'Refused, with a sentence in the language of the caller or in both.'
const refusalPage = { description, content: { 'text/html': { schema: { type: 'string' } } } }
const refusalAnswer = {
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/RefusalAnswer' } } },
}
