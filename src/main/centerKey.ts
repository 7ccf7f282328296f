import { type CenterKey, centerKeyOf } from '../presence/center/centerKey.ts'
import { keepSecret, openDataDir } from '../store/files.ts'

/** The key by which stations know this center: made at the first start, the same at every other. */
export async function openCenterKey(dataDir: string): Promise<CenterKey> {
  const seed = await keepSecret(await openDataDir(dataDir), 'center-key')
  return centerKeyOf(Buffer.from(seed, 'base64url'))
}
