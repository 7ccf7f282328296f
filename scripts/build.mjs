// Builds what `npm start` runs, only when something changed: server by tsc, pages by vite. Needs no network.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pack } from './pack.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist/stamp')

async function listFiles(folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name))
}

async function digest() {
  const hash = createHash('sha256')
  const single = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vite.config.ts',
    'scripts/build.mjs',
    'scripts/pack.mjs',
  ].map((it) => join(root, it))
  const files = [...single, ...(await listFiles('src')), ...(await listFiles('web'))].sort()
  for (const file of files) hash.update(relative(root, file)).update(await readFile(file).catch(() => ''))
  return hash.digest('hex')
}

function run(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} failed:\n${said}`))))
  })
}

async function copySql() {
  for (const file of (await listFiles('src')).filter((it) => it.endsWith('.sql'))) {
    const to = join(root, 'dist/server', relative(root, file))
    await mkdir(dirname(to), { recursive: true })
    await cp(file, to)
  }
}

const steps = [
  ['server', () => run('tsc', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'])],
  ['migrations', copySql],
  ['kiosk and board pages', () => run('vite', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])],
  [
    'verify page',
    () =>
      run('vite', ['node_modules/vite/bin/vite.js', 'build', '-c', 'web/verify/vite.config.ts', '--logLevel', 'warn']),
  ],
  [
    'console',
    () =>
      run('vite', ['node_modules/vite/bin/vite.js', 'build', '-c', 'web/console/vite.config.ts', '--logLevel', 'warn']),
  ],
  ['packed files', () => pack(join(root, 'dist/web'))],
]

/** Builds if needed; says each step as it begins. */
export async function build(say = console.log) {
  const now = await digest()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return
  await rm(join(root, 'dist'), { recursive: true, force: true })
  for (const [index, [name, step]] of steps.entries()) {
    say(`[${index + 1}/${steps.length}] 构建 build: ${name} …`)
    await step()
  }
  await writeFile(stamp, now)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build().catch((failure) => {
    console.error(failure.message)
    process.exit(1)
  })
}
