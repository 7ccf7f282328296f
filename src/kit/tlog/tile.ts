/** Places of tiles as C2SP tlog-tiles names them. */

export const tileWidth = 256

/** `entries`, or the level of hashes. */
export type TileLevel = number | 'entries'

export interface Tile {
  readonly level: TileLevel
  readonly index: number
  /** 1 to 256; 256 is a full one. */
  readonly width: number
}

/** `tile/0/x001/067`, partial ones with `.p/12` behind. */
export function tilePath({ level, index, width }: Tile): string {
  const partial = width < tileWidth ? `.p/${width}` : ''
  return `tile/${level}/${indexPath(index)}${partial}`
}

function indexPath(index: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** Nothing for what is no tile's path in its one form. */
export function parseTilePath(path: string): Tile | undefined {
  const found = /^tile\/(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return undefined
  const level: TileLevel = found[1] === 'entries' ? 'entries' : Number(found[1])
  const tile = { level, index: Number(found[2]?.replaceAll(/[x/]/g, '')), width: Number(found[3] ?? tileWidth) }
  return found[3] === String(tileWidth) || tilePath(tile) !== path ? undefined : tile
}

/** How many hashes a level of tiles has in a tree of this size: whole subtrees of 256^level leaves. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level)

/** The tiles of one level that are there for a tree of this size, from a place on. */
export function tilesAt(level: TileLevel, size: number, fromHash = 0): Tile[] {
  const count = level === 'entries' ? size : hashesAt(level, size)
  const tiles: Tile[] = []
  for (let index = Math.floor(fromHash / tileWidth); index * tileWidth < count; index += 1)
    tiles.push({ level, index, width: Math.min(tileWidth, count - index * tileWidth) })
  return tiles
}

/** All tiles of hashes for a tree of this size, by level. */
export function hashTilesOf(size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, size) > 0; level += 1) tiles.push(...tilesAt(level, size))
  return tiles
}
