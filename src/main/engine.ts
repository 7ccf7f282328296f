import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type FaceEngine, startFaceEngine } from '../face/engine.ts'
import { StartError } from '../store/start-error.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'

/** Starts the face engine warm; converts the models of the npm packages at the first start and keeps them. */
export async function openEngine({ dataDir, facePlugins }: Settings, say: Say): Promise<FaceEngine> {
  say.step('正在准备人脸引擎', 'Preparing the face engine')
  return startFaceEngine({
    modelsDir: join(dataDir, 'models'),
    plugins: await listPlugIns(facePlugins),
    progress: ({ model, at, of }) => say.progress(`model ${model}`, at, of),
  })
}

async function listPlugIns(folder: string | undefined): Promise<string[]> {
  if (folder === undefined) return []
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new StartError('settingWrong', `FACE_PLUGINS: ${folder}`, { cause })
  })
  return files
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
}
