import type { Limit, MatterType, Step } from '../../contract/matterTypes.ts'
import type { Day } from '../../kit/time.ts'
import { readLimit } from './limitText.ts'
import shipped from './shipped.json' with { type: 'json' }

/**
 * Common matters of villages and townships, shipped as samples: names, steps and limits are to be checked against local
 * rules before they are used.
 */
export const listSamples = (from: Day, newId: () => string): MatterType[] =>
  shipped.types.map((it) => sampleOf(it, from, newId()))

type Shipped = (typeof shipped.types)[number]

function sampleOf(it: Shipped, from: Day, typeId: string): MatterType {
  const { code, name, group, description, conditions, legalBasis, publicProblem, keywords } = it
  return {
    ...{ typeId, version: 1, unitId: null, code, name, group, description, conditions, from },
    ...{ legalBasis, publicProblem, keywords },
    materials: it.materials.map(([text = '', how = ''], i) => ({
      ...{ key: `m${i + 1}`, name: text.replace(/^\?/, ''), how },
      required: !text.startsWith('?'),
    })),
    steps: it.steps.map(stepOf),
    acceptWithin: limitOf(it.acceptWithin),
    legal: limitOf(it.legal),
    promised: limitOf(it.promised),
    warning: { kind: 'used', percent: 80 },
  }
}

const stepOf = ([name = '', post = '', limit = '']: readonly string[], i: number): Step => ({
  ...{ key: `s${i + 1}`, name, post, unitId: null, limit: limitOf(limit) },
  warning: { kind: 'used', percent: 80 },
})

function limitOf(text: string): Limit {
  const limit = readLimit(text)
  if (limit === undefined) throw new Error(`a shipped limit cannot be read: ${text}`)
  return limit
}
