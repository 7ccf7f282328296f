import type { MatterType } from '../../contract/matterTypes.ts'
import type { FactOf } from '../../fact/fact.ts'
import { moved } from './foldWay.ts'
import type { Matter } from './matter.ts'
import { closeStops, stopTimers, timer } from './timers.ts'

export type Before = FactOf<'missingTold'> | FactOf<'materialsSupplied'> | FactOf<'matterAccepted'>

/** What is told and brought until it is accepted; materials may come later too. */
export function beforeAccepted(now: Matter, fact: Before, type: MatterType): Matter {
  if (now.accepted !== null) return fact.kind === 'materialsSupplied' ? supplied(now, fact.body.materials) : now
  switch (fact.kind) {
    case 'missingTold': {
      const { at, body } = fact
      const { materials, words } = body
      const stops = [...now.stops, { kind: 'lacking' as const, from: at, to: null, until: null }]
      const standing = { state: 'lacking' as const, missing: materials }
      const told = { at, materials, words }
      return { ...stopTimers(now, at), standing, told, stops, supplied: [] }
    }
    case 'materialsSupplied':
      return suppliedBefore(supplied(now, fact.body.materials), fact)
    case 'matterAccepted':
      return accepted(now, fact, type)
    default:
      return fact satisfies never
  }
}

const supplied = (now: Matter, materials: readonly string[]): Matter => ({
  ...now,
  brought: [...new Set([...now.brought, ...materials])],
  supplied: now.told === null ? now.supplied : [...new Set([...now.supplied, ...materials])],
})

/** Once all that was told is there, the time to accept begins anew. */
function suppliedBefore(now: Matter, { at, body }: FactOf<'materialsSupplied'>): Matter {
  if (now.standing.state !== 'lacking') return now
  const missing = now.standing.missing.filter((key) => !body.materials.includes(key))
  if (missing.length > 0) return { ...now, standing: { state: 'lacking', missing } }
  return { ...closeStops(now, at), standing: { state: 'taken' }, timers: [...now.timers, timer('acceptance', '', at)] }
}

function accepted(now: Matter, { at, body }: FactOf<'matterAccepted'>, type: MatterType): Matter {
  const [first] = type.steps
  if (first === undefined) return now
  const started = { ...closeStops(stopTimers(now, at), at), accepted: { at, deemed: body.deemed } }
  return {
    ...moved(started, undefined, first, at),
    standing: { state: 'running', step: first.key },
    timers: [...started.timers, timer('whole', '', at), timer('step', first.key, at)],
  }
}
