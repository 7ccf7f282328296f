import { z } from 'zod'
import { WeightsManifest } from './weights.ts'

const Attribute = z
  .object({
    s: z.string(),
    b: z.boolean(),
    list: z.object({ i: z.array(z.coerce.number()), s: z.array(z.string()) }).partial(),
  })
  .partial()
const GraphNode = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), Attribute).default({}),
})
export type GraphNode = z.infer<typeof GraphNode>

/** A tfjs GraphModel file: its operators and its list of weights. */
export const GraphModel = z.object({
  modelTopology: z.object({ node: z.array(GraphNode) }),
  weightsManifest: WeightsManifest,
})
export type GraphModel = z.infer<typeof GraphModel>

/** tfjs writes `name:0` for a first output and `^name` for mere order. */
export const plainName = (name: string): string => name.replace(/:0$/, '').replace(/^\^/, '')
