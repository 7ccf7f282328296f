import { polyphonic } from 'pinyin-pro'
import type { MatterType } from '../../contract/matterTypes.ts'

/**
 * How a kind's name, its group and then its keywords are read, for whoever types by ear: a syllable per character, `she bao`, all
 * readings of a character beside each other, `chang/zhang qi` (ü is `v`). Latin letters and digits stand for themselves.
 */
export const soundsOf = ({ name, group, keywords }: Pick<MatterType, 'name' | 'group' | 'keywords'>): string[] =>
  [name, group, ...keywords].map(soundOf)

const soundOf = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()].map(readingsOf).filter(Boolean).join(' ')

function readingsOf(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const readings = polyphonic(character, { toneType: 'none', type: 'array', v: true }).flat()
  const spelt = [...new Set(readings)].filter((it) => /^[a-z0-9]+$/.test(it)).join('/')
  known.set(character, spelt)
  return spelt
}

/** One entry for each character that was ever met: some thousands at most. */
const known = new Map<string, string>()
