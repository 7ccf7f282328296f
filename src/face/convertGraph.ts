import { convertOperator } from './convertOperators.ts'
import { Draft } from './draft.ts'
import { onnxModel } from './onnx.ts'
import { type GraphModel, type GraphNode, plainName } from './tfjsGraph.ts'
import type { Weight } from './weights.ts'

/** What to convert: input shape (n × height × width × channels, a text leaves a length open) and wanted outputs. */
export interface GraphWish {
  readonly shape: readonly (number | string)[]
  readonly outputs: readonly string[]
}

/**
 * A tfjs GraphModel as ONNX. Pictures stay height × width × channels at the input; inside, channels come first. Only
 * operators that the wanted outputs need are carried over, so heads nobody wants (age, gender) are never computed.
 */
export function convertGraph(model: GraphModel, weights: ReadonlyMap<string, Weight>, wish: GraphWish): Buffer {
  const draft = new Draft(weights)
  const ordered = inOrder(model, wish.outputs)
  for (const node of ordered) convertOperator(draft, node)

  const input = ordered.find((node) => node.op === 'Placeholder')
  if (input === undefined) throw new Error('the model has no input')
  const inputs = [{ name: input.name, shape: wish.shape }]
  return onnxModel({ nodes: draft.nodes, tensors: draft.tensors, inputs, outputs: wish.outputs })
}

function inOrder(model: GraphModel, outputs: readonly string[]): GraphNode[] {
  const byName = new Map(model.modelTopology.node.map((node) => [node.name, node]))
  const ordered: GraphNode[] = []
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const node = byName.get(name)
    if (node === undefined) throw new Error(`the model has no operator ${name}`)
    for (const input of node.input) visit(plainName(input))
    ordered.push(node)
  }
  for (const output of outputs) visit(output)
  return ordered
}
