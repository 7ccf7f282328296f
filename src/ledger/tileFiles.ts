import { close, fdatasync, open, rename, write } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Tile, tilePath, tileWidth } from '../kit/tlog/tile.ts'
import { isMissing, syncFolder } from '../store/files.ts'

/** The published files of a log, below one folder, under the names by which they are served. */
export interface TileFiles {
  readonly folder: string
  /** Rejects when there is none. A partial tile may be read from the full one that replaced it. */
  read(tile: Tile): Promise<Uint8Array>
  /** Their bytes are on the disk when it resolves. Writing the same again changes nothing. */
  write(tiles: readonly TileBytes[]): Promise<void>
  /** The names of all that was written are on the disk too when it resolves. */
  syncNames(): Promise<void>
  /** Removes the partial tiles that a full one has made unnecessary. */
  removePartials(full: readonly Tile[]): Promise<void>
}

export interface TileBytes extends Tile {
  readonly bytes: Uint8Array
}

/** As many files at once as let the disk put several into one write of its journal. */
const atOnce = 16

// A `FileHandle` costs more than writing a tile does.
const [openFile, writeBytes, sync, closeFile, renameFile] = [
  promisify(open),
  promisify(write),
  promisify(fdatasync),
  promisify(close),
  promisify(rename),
]

export function openTileFiles(folder: string): TileFiles {
  const pathOf = (tile: Tile): string => join(folder, tilePath(tile))
  const changed = new Set<string>()
  const writeNext = async (waiting: TileBytes[]): Promise<void> => {
    for (let tile = waiting.pop(); tile; tile = waiting.pop()) {
      const path = pathOf(tile)
      await writeSynced(path, tile.bytes)
      changed.add(dirname(path))
    }
  }
  return {
    folder,
    read: (tile) => readOr(pathOf(tile), () => readFromFull(pathOf({ ...tile, width: tileWidth }), tile)),
    write: async (tiles) => {
      const waiting = [...tiles]
      await Promise.all(Array.from({ length: atOnce }, () => writeNext(waiting)))
    },
    syncNames: async () => {
      for (const path of withFoldersAbove(changed, folder)) await syncFolder(path)
      changed.clear()
    },
    removePartials: async (full) => {
      for (const tile of full) await rm(`${pathOf({ ...tile, width: tileWidth })}.p`, { recursive: true, force: true })
    },
  }
}

/** A folder that is new has to be known to the one above. */
function withFoldersAbove(folders: Iterable<string>, top: string): Set<string> {
  const all = new Set([top])
  for (const folder of folders) for (let at = folder; !all.has(at); at = dirname(at)) all.add(at)
  return all
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
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.new`
  const file = await openNew(fresh)
  try {
    for (let at = 0; at < bytes.length; ) at += (await writeBytes(file, bytes, at)).bytesWritten
    await sync(file)
  } finally {
    await closeFile(file)
  }
  await renameFile(fresh, path)
}

async function openNew(path: string): Promise<number> {
  try {
    return await openFile(path, 'w', 0o644)
  } catch (failure) {
    if (!isMissing(failure)) throw failure
    await mkdir(dirname(path), { recursive: true })
    return openFile(path, 'w', 0o644)
  }
}
