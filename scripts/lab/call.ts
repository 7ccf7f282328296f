import { parseArgs } from 'node:util'
import { BadManifest, type Clip } from './manifest.ts'
import { betweenSeconds } from './series.ts'

/** How the laboratory is called. */
export const usage =
  'Usage: npm run lab -- DIR [--json] [--seeds N] [--gap SECONDS] [--only species] [--split name] [--signals] [--readings FILE] [--svg DIR]'

export interface Call {
  readonly folder: string
  readonly json: boolean
  readonly seeds: number
  readonly gapSeconds: number
  readonly only: readonly string[]
  readonly split: string | undefined
  readonly readings: string | undefined
  readonly svg: string | undefined
  /** Whether scripted clips are read to their end. */
  readonly whole: boolean
}

/** Reads the words it was called with. Throws `BadManifest`, and what `parseArgs` throws. */
export function readCall(): Call {
  const { values, positionals } = parseArgs({ allowPositionals: true, options })
  const [folder] = positionals
  const [seeds, gapSeconds] = [Number(values.seeds), Number(values.gap)]
  const isGood = Number.isInteger(seeds) && seeds >= 1 && seeds <= 100_000 && gapSeconds >= 0 && gapSeconds <= 3600
  if (folder === undefined || positionals.length > 1 || !isGood) throw new BadManifest(usage)
  const { json, only, split, readings, svg, signals } = values
  const whole = signals || readings !== undefined || svg !== undefined
  return { folder, json, seeds, gapSeconds, only, split, readings, svg, whole }
}

const options = {
  json: { type: 'boolean', default: false },
  seeds: { type: 'string', default: '50' },
  gap: { type: 'string', default: String(betweenSeconds) },
  readings: { type: 'string' },
  only: { type: 'string', multiple: true, default: [] as string[] },
  split: { type: 'string' },
  signals: { type: 'boolean', default: false },
  svg: { type: 'string' },
} as const

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The clips that are judged; the others only enrol. */
export function chosen(clips: readonly Clip[], { only, split }: Pick<Call, 'only' | 'split'>): ReadonlySet<Clip> {
  const kinds = new Set(only.flatMap((names) => names.split(',')).map(plain))
  const wanted = (kind: string) => kinds.has(plain(kind)) || (kind === 'genuine' && kinds.has('injectedrecording'))
  return new Set(
    clips.filter((clip) => (kinds.size === 0 || wanted(clip.kind)) && (split ?? clip.split) === clip.split),
  )
}
