import type { FastifyRequest } from 'fastify'
import { type Language, languageFrom } from '../kit/language.ts'

export type { Language } from '../kit/language.ts'

/** `?lang=` wins, then the browser's first choice; Chinese otherwise. */
export const languageOf = (request: FastifyRequest): Language =>
  languageFrom((request.query as { lang?: unknown } | undefined)?.lang, request.headers['accept-language'] ?? '')
