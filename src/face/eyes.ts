import { describeVersion, faceresShape, recogniserShape } from './describe.ts'
import { blazeFace, blazeFaceShape } from './detect.ts'
import { irisShape } from './iris.ts'
import type { Eyes } from './look.ts'
import { meshShape } from './mesh.ts'
import type { ConvertedModels } from './models.ts'
import { openNet } from './net.ts'

/** Loads every model and runs each once. Throws `FaceStartFailure`. */
export async function openEyes({ version, files }: ConvertedModels): Promise<Eyes> {
  return {
    version: `${version}.${describeVersion}`,
    detect: blazeFace(await openNet(files.detector, blazeFaceShape)),
    mesh: await openNet(files.mesh, meshShape),
    iris: await openNet(files.iris, irisShape),
    faceres: await openNet(files.faceres, faceresShape),
    recogniser: await openNet(files.recogniser, recogniserShape),
    recognise: [],
    judgePassive: [],
  }
}
