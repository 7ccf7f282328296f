import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { RefusalAnswer } from '../contract/common.ts'
import type { Route } from '../contract/route.ts'
import { Refusal, type RefusalName, refusals } from '../kit/refusals.ts'
import { languageOf } from './language.ts'
import { drawRefusal, type WayOn } from './refusalPage.ts'

/** Turns whatever went wrong into a refusal of the catalogue; a surprise is logged and answers 500. */
export function refusalOf(failure: unknown): { name: RefusalName; detail?: unknown } {
  if (failure instanceof Refusal) return { name: failure.refusal, detail: failure.detail }
  if (hasZodFastifySchemaValidationErrors(failure)) return { name: 'badInput', detail: issuesOf(failure.validation) }
  const { statusCode, code } = failure as { statusCode?: number; code?: string }
  if (code?.startsWith('FST_CSRF')) return { name: 'csrfWrong' }
  if (statusCode === 429) return { name: 'tooManyRequests' }
  if (statusCode === 413) return { name: 'tooLarge' }
  if (statusCode === 404) return { name: 'notFound' }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { name: 'badInput' }
  return { name: 'surprise' }
}

/** The answer body of a refusal, in both languages. */
export function refusalAnswer(name: RefusalName, detail?: unknown): RefusalAnswer {
  const [, zh, en] = refusals[name]
  return { refusal: name, zh, en, ...(detail !== undefined && { detail }) }
}

/** Answers a failed call: JSON for programs, a page where a person's browser asked for a page. */
export function answerFailure(failure: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { name, detail } = refusalOf(failure)
  if (name === 'surprise') request.log.error(failure)
  const wayOn = findWayOn(request)
  if (wayOn === undefined) {
    const answer = reply.status(refusals[name][0]).type('application/json; charset=utf-8')
    return answer.send(refusalAnswer(name, detail))
  }
  const told = isOfAddress(failure) ? 'notFound' : name
  const page = drawRefusal(told, wayOn, languageOf(request))
  return reply.status(refusals[told][0]).type('text/html; charset=utf-8').send(page)
}

/** Of a page, where it leads on; undefined for an answer to a program. */
function findWayOn({ routeOptions, headers, url }: FastifyRequest): WayOn | undefined {
  const route = (routeOptions.config as { route?: Route } | undefined)?.route
  if (route !== undefined) return route.produces === 'html' ? 'boards' : undefined
  return headers.accept?.includes('text/html') && !/^\/api\b/.test(url) ? 'start' : undefined
}

/** A page whose address is none of ours: to whoever opens it, no input of his is wrong. */
const isOfAddress = (failure: unknown): boolean =>
  (failure as { validationContext?: unknown }).validationContext === 'params'

const issuesOf = (found: readonly { instancePath: string; message?: string }[]): unknown =>
  found.slice(0, 20).map(({ instancePath, message }) => ({ at: instancePath, problem: message }))
