import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawDet } from './det.ts'
import type { Presentation } from './presentation.ts'
import { scoresOf } from './signalRows.ts'

/** One JSON line for each presentation whose signals were read, for calibration. */
export const readingLines = (presentations: readonly Presentation[]): string =>
  presentations
    .filter(({ liveness }) => liveness !== null)
    .map(({ clip, files, species, how, seed, liveness, outcome, why, matched }) => {
      const { file, person, split, group, simulated, source, cohort } = clip
      const line = { file, files, person, kind: species, split, group, simulated, source, cohort, how, seed }
      return `${JSON.stringify({ ...line, ...liveness, verdict: outcome, why, matched })}\n`
    })
    .join('')

/** Writes one drawing for each species, of the fused score against living people of the same world. */
export function writeDets(folder: string, presentations: readonly Presentation[]): void {
  mkdirSync(folder, { recursive: true })
  for (const simulated of [false, true]) {
    writeWorld(
      folder,
      presentations.filter(({ clip }) => clip.simulated === simulated),
      simulated ? { file: 'simulated', title: '模拟 simulated' } : { file: 'real', title: '真实 real' },
    )
  }
}

function writeWorld(folder: string, own: readonly Presentation[], world: { file: string; title: string }): void {
  const genuine = scoresOf(own, 'genuine', 'fused')
  const names = new Set(own.map(({ species }) => species))
  names.delete('genuine')
  for (const name of names) {
    const attacks = scoresOf(own, name, 'fused')
    if (genuine.length === 0 || attacks.length === 0) continue
    const file = `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${world.file}.svg`
    writeFileSync(join(folder, file), drawDet(`${name} · ${world.title}`, genuine, attacks))
  }
}
