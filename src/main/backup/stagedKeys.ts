import { timingSafeEqual } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Iso } from '../../kit/time.ts'
import { syncFolder, writeSynced } from '../../store/files.ts'
import { folders, type KeyFiles, namesIn, undefinedIfMissing } from './keys.ts'

/** Keys written beside their place, to be put there at the last moment. */
export interface StagedKeys {
  /** As `keys` would be. */
  readonly folder: string
  /** Renames them into place. A different file that was there is moved to `replaced-…`, never lost. */
  place(): Promise<void>
  clear(): Promise<void>
}

export async function stageKeys(dataDir: string, keys: KeyFiles, now: Iso): Promise<StagedKeys> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // What an interrupted run left would be keys lying about.
  for (const name of await namesIn(dataDir)) {
    if (name.startsWith('restoring-')) await rm(join(dataDir, name), { recursive: true })
  }
  const staged = await mkdtemp(join(dataDir, 'restoring-'))
  for (const folder of folders) await mkdir(join(staged, folder), { mode: 0o700 })
  for (const [path, content] of keys) await writeSynced(join(staged, path), content)
  const replaced = join(dataDir, `replaced-${now.replaceAll(':', '')}`)
  return {
    folder: join(staged, 'keys'),
    place: async () => {
      for (const [path, content] of keys) await placeOne(dataDir, staged, replaced, path, content)
      for (const folder of folders) await syncFolder(join(dataDir, folder))
    },
    clear: () => rm(staged, { recursive: true, force: true }),
  }
}

async function placeOne(dataDir: string, staged: string, replaced: string, path: string, content: Buffer) {
  const at = join(dataDir, path)
  await mkdir(dirname(at), { recursive: true, mode: 0o700 })
  const there = await readFile(at).catch(undefinedIfMissing)
  if (there !== undefined) {
    if (there.length === content.length && timingSafeEqual(there, content)) return
    await mkdir(dirname(join(replaced, path)), { recursive: true, mode: 0o700 })
    await rename(at, join(replaced, path))
  }
  await rename(join(staged, path), at)
}
