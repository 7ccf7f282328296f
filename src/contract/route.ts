import type { z } from 'zod'
import type { Role } from './people.ts'

/**
 * Who may call a route: everybody, whoever holds one of the roles, a station by its device key, or one that nobody knows yet
 * by a one-time code and the key it brings.
 */
export type Callers = 'anyone' | 'loggedIn' | 'station' | 'newStation' | readonly Role[]

/** A route as plain data, shared by server, pages and the OpenAPI document. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify form, e.g. `/api/staff/:staffId`. */
  readonly path: string
  readonly summary: string
  readonly who: Callers
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly output: O
  /** What comes back when it is not JSON. */
  readonly produces?: 'json' | 'file' | 'html' | 'text'
  /** The body is a file upload (multipart field `file`). */
  readonly upload?: boolean
  /** The largest number of calls from one address in a minute, where it differs from the house's. */
  readonly perMinute?: number
  /** A write of several parts, each a transaction of its own (`ask.part`); without it a write is one transaction. */
  readonly inParts?: boolean
  /** How many of these calls are answered at the same time; others are told to come later. */
  readonly atOnce?: number
}

/** Declares a route; only here for its types. */
export const route = <
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  O extends z.ZodType = z.ZodType,
>(
  it: Route<P, Q, B, O>,
): Route<P, Q, B, O> => it

export type ParamsOf<R> = R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.infer<P> : never
export type QueryOf<R> = R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.infer<Q> : never
export type BodyOf<R> = R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.infer<B> : never
export type OutputOf<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer O> ? z.infer<O> : never
