import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Tile, tilePath, tileWidth } from '../kit/tlog/tile.ts'
import type { ReadTile } from './reader.ts'
import { readSome } from './readSome.ts'
import { openTileFiles } from './tileFiles.ts'

/** A published log, wherever it is. */
export interface LogSource {
  readonly where: string
  readonly readTile: ReadTile
  /** The signed checkpoint, the policy, …: a small text beside the tiles. Rejects when there is none. */
  readText(name: string): Promise<string>
}

/** By its address or as a folder that holds `checkpoint` and `tile`. */
export const openSource = (where: string): LogSource =>
  /^https?:\/\//.test(where) ? sourceAt(where.replace(/\/$/, '')) : sourceIn(where)

function sourceIn(folder: string): LogSource {
  return {
    where: folder,
    readTile: openTileFiles(folder).read,
    readText: (name) => readFile(join(folder, name), 'utf8'),
  }
}

const patienceMs = 20_000
/** The largest file a log has: a bundle of 256 entries of 64 KiB. */
const mostBytes = 17 * 1024 * 1024

function sourceAt(base: string): LogSource {
  return {
    where: base,
    readTile: async (tile) => (await find(base, tilePath(tile))) ?? fromFull(base, tile),
    readText: async (name) => Buffer.from((await find(base, name)) ?? missing(`${base}/${name}`)).toString(),
  }
}

async function find(base: string, path: string): Promise<Uint8Array | undefined> {
  const response = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(patienceMs) })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`${base}/${path}: ${response.status}`)
  return (await readSome(response, mostBytes)) ?? tooLong(`${base}/${path}`, mostBytes)
}

/** Partial tiles may be gone once the full one is there. */
async function fromFull(base: string, tile: Tile): Promise<Uint8Array> {
  const path = tilePath({ ...tile, width: tileWidth })
  const bytes = (await find(base, path)) ?? missing(`${base}/${path}`)
  return tile.level === 'entries' ? bytes : bytes.subarray(0, tile.width * 32)
}

/** Says so of what is longer than anything that may be there. */
export function tooLong(what: string, most: number): never {
  throw new Error(`${what}: > ${most} bytes`)
}

function missing(what: string): never {
  throw new Error(`${what}: 404`)
}
