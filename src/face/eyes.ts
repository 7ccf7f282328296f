import { describeVersion, faceresShape, mobilefacenetShape, recogniserShape } from './describe.ts'
import { blazeFace, blazeFaceShape, type Detector } from './detect.ts'
import { irisShape } from './iris.ts'
import type { Eyes } from './look.ts'
import { meshShape } from './mesh.ts'
import type { ConvertedModels } from './models.ts'
import { openNet } from './net.ts'
import { plugDetector, plugPassive, plugRecogniser } from './plugged.ts'
import type { KnownPlugIn, PlugIn } from './plugin.ts'

/** What the eyes are made of: the converted models and the plug-ins. */
export interface EyeParts {
  readonly models: ConvertedModels
  readonly plugIns: readonly KnownPlugIn[]
}

/** Loads every model and runs each once. Throws `FaceStartFailure`. */
export async function openEyes({ models, plugIns }: EyeParts): Promise<Eyes> {
  const { files } = models
  return {
    version: versionOf({ models, plugIns }),
    detect: await openDetector(files.detector, plugIns),
    mesh: await openNet(files.mesh, meshShape),
    iris: await openNet(files.iris, irisShape),
    faceres: await openNet(files.faceres, faceresShape),
    recogniser: await openNet(files.recogniser, recogniserShape),
    mobilefacenet: await openNet(files.mobilefacenet, mobilefacenetShape),
    recognise: await Promise.all(ofRole(plugIns, 'recogniser').map(plugRecogniser)),
    judgePassive: await Promise.all(ofRole(plugIns, 'pad').map(plugPassive)),
  }
}

/** The version of descriptions: models, the steps between mesh and vector, and every plugged-in recogniser. */
export function versionOf({ models, plugIns }: EyeParts): string {
  const plugged = ofRole(plugIns, 'recogniser').map(({ name, version }) => `${name}@${version}`)
  return [`${models.version}.${describeVersion}`, ...plugged.toSorted()].join('+')
}

async function openDetector(file: string, plugIns: readonly KnownPlugIn[]): Promise<Detector> {
  const [plugged] = ofRole(plugIns, 'detector')
  return plugged === undefined ? blazeFace(await openNet(file, blazeFaceShape)) : plugDetector(plugged)
}

function ofRole<R extends PlugIn['role']>(plugIns: readonly KnownPlugIn[], role: R) {
  return plugIns.filter((one): one is KnownPlugIn<Extract<PlugIn, { role: R }>> => one.role === role)
}
