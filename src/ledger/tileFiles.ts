import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Tile, tilePath, tileWidth } from '../kit/tlog/tile.ts'
import { isMissing } from '../store/files.ts'

/** The published files of a log, below one folder, under the names by which they are served. */
export interface TileFiles {
  readonly folder: string
  /** Rejects when there is none. A partial tile may be read from the full one that replaced it. */
  read(tile: Tile): Promise<Uint8Array>
  /** On the disk when it resolves. Writing the same again changes nothing. */
  write(tiles: readonly TileBytes[]): Promise<void>
  /** Removes the partial tiles that a full one has made unnecessary. */
  removePartials(full: readonly Tile[]): Promise<void>
}

export interface TileBytes extends Tile {
  readonly bytes: Uint8Array
}

/** As many files at once as let the disk put several into one write of its journal. */
const atOnce = 16

export function openTileFiles(folder: string): TileFiles {
  const pathOf = (tile: Tile): string => join(folder, tilePath(tile))
  return {
    folder,
    read: (tile) => readOr(pathOf(tile), () => readFromFull(pathOf({ ...tile, width: tileWidth }), tile)),
    write: async (tiles) => {
      const waiting = [...tiles]
      const work = async (): Promise<void> => {
        for (let tile = waiting.pop(); tile; tile = waiting.pop()) await writeFileSynced(pathOf(tile), tile.bytes)
      }
      await Promise.all(Array.from({ length: atOnce }, work))
    },
    removePartials: async (full) => {
      for (const tile of full) await rm(`${pathOf({ ...tile, width: tileWidth })}.p`, { recursive: true, force: true })
    },
  }
}

async function readOr(path: string, otherwise: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (failure) {
    if (isMissing(failure)) return otherwise()
    throw failure
  }
}

/** Only tiles of hashes, which all have one length; of a bundle only the whole can be had. */
async function readFromFull(path: string, { level, width }: Tile): Promise<Uint8Array> {
  const bytes = await readFile(path)
  return level === 'entries' ? bytes : bytes.subarray(0, width * 32)
}

/** The old file or the new one, whenever the power is cut: a reader never sees half of it. */
async function writeFileSynced(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const fresh = `${path}.new`
  const file = await open(fresh, 'w', 0o644)
  try {
    await file.writeFile(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(fresh, path)
}
