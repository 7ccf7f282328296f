// Leaves a `.br` and a `.gz` beside every text file below a folder that gets smaller by it: the server sends those.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const kinds = new Set(['.css', '.html', '.js', '.json', '.svg'])
const ways = [
  ['.br', (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
  ['.gz', (bytes) => promisify(gzip)(bytes, { level: 9 })],
]

/** Packs what lies in a folder now; what was packed before of other content is replaced. */
export async function pack(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((it) => it.isFile() && kinds.has(extname(it.name)))
  await Promise.all(files.map((it) => packFile(join(it.parentPath ?? it.path, it.name))))
}

async function packFile(file) {
  const bytes = await readFile(file)
  for (const [ending, packed] of ways) {
    const smaller = await packed(bytes)
    if (smaller.length < bytes.length) await writeFile(file + ending, smaller)
    else await rm(file + ending, { force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await pack(process.argv[2])
