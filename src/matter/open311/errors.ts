import { Refusal, sentenceOf } from '../../kit/refusals.ts'
import { type Format, writeList } from './wire.ts'

/** What is wrong with a call, by the status codes of the standard: 404 what is not there, 403 the key, 400 the rest. */
export class Wrong extends Error {
  readonly status: 400 | 403 | 404
  readonly all: readonly string[]
  constructor(status: 400 | 403 | 404, all: readonly string[]) {
    super(all.join(' '))
    this.name = 'Wrong'
    this.status = status
    this.all = all
  }
}

export const wrong = (status: 400 | 403 | 404, ...all: readonly string[]): never => {
  throw new Wrong(status, all)
}

export interface ErrorAnswer {
  readonly status: number
  readonly text: string
}

/** A failed call in the form of the standard; undefined where it is a surprise. */
export function errorAnswer(failure: unknown, format: Format): ErrorAnswer | undefined {
  const found = foundIn(failure)
  if (found === undefined) return undefined
  const list = found.all.map((description) => ({ code: found.status, description }))
  return { status: found.status, text: writeList(format, { all: 'errors', one: 'error' }, list) }
}

function foundIn(failure: unknown): { status: number; all: readonly string[] } | undefined {
  if (failure instanceof Wrong) return failure
  if (!(failure instanceof Refusal)) return undefined
  const { refusal, detail, status } = failure
  const about = Array.isArray(detail) || typeof detail === 'string' ? `: ${detail}` : ''
  const words = `${sentenceOf(refusal, 'zh')} ${sentenceOf(refusal, 'en')}${about}`
  return { status: status === 404 || status === 403 ? status : 400, all: [words] }
}
