import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { type BenchRow, row } from './row.ts'

const program = new URL('../dist/server/src/main/main.js', import.meta.url).pathname
const debugPort = 9333

/** Lighthouse scores (0 to 100) of the duty board and the kiosk in Debian's Chromium, mobile settings. */
export async function bench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zaigang-light-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, [program, '--demo'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
  })
  const base = `http://127.0.0.1:${port}`
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', `--remote-debugging-port=${debugPort}`],
  })
  try {
    const board = await findBoard(base)
    const rows: BenchRow[] = []
    for (const [name, url] of [
      ['board', board],
      ['kiosk', `${base}/kiosk/`],
    ] as const) {
      const result = await lighthouse(url, {
        port: debugPort,
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
        logLevel: 'silent',
      })
      for (const { id, score } of Object.values(result?.lhr.categories ?? {})) {
        rows.push(row(`Lighthouse ${name} ${id}`, [(score ?? 0) * 100, 'points'], [100, 'full score'], '≥ 0.9'))
      }
    }
    return rows
  } finally {
    await browser.close()
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function findBoard(base: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const page = await fetch(`${base}/boards`)
      .then((it) => it.text())
      .catch(() => '')
    const found = /href="(\/board\/[0-9a-f-]{36})/.exec(page)?.[1]
    if (found) return base + found
    await new Promise((wake) => setTimeout(wake, 250))
  }
  throw new Error('no board appeared')
}
