import type { FastifyRequest } from 'fastify'

export type Language = 'zh' | 'en'

/** `?lang=` wins, then the browser's first choice; Chinese otherwise. */
export function languageOf(request: FastifyRequest): Language {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  if (asked === 'zh' || asked === 'en') return asked
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}
