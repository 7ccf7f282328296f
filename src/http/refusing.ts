import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { RefusalAnswer } from '../contract/common.ts'
import type { Route } from '../contract/route.ts'
import { Refusal, type RefusalName, refusals, sentenceOf } from '../kit/refusals.ts'
import { languageOf } from './language.ts'

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

/** Answers a failed call: JSON for programs, a plain page where a person's browser asked for a page. */
export function answerFailure(failure: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { name, detail } = refusalOf(failure)
  if (name === 'surprise') request.log.error(failure)
  void reply.status(refusals[name][0])
  const route = (request.routeOptions.config as { route?: Route } | undefined)?.route
  if (route?.produces === 'html') return reply.type('text/html; charset=utf-8').send(page(name, languageOf(request)))
  return reply.type('application/json; charset=utf-8').send(refusalAnswer(name, detail))
}

const page = (name: RefusalName, language: 'zh' | 'en'): string =>
  `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>在岗</title><body style="font:24px/1.6 sans-serif;max-width:30em;margin:3em auto;padding:0 1em"><p role="alert">${sentenceOf(name, language)}</p><p><a href="/boards">${language === 'zh' ? '返回值班公示' : 'Back to the duty boards'}</a></p></body></html>`

const issuesOf = (found: readonly { instancePath: string; message?: string }[]): unknown =>
  found.slice(0, 20).map(({ instancePath, message }) => ({ at: instancePath, problem: message }))
