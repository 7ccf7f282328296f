import type { Light } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { MarkedTag } from '../../parts/markedTag.tsx'
import { matterWords } from './words.ts'

/** A shape for each light, so that nobody has to tell colours apart. */
export const lightShapes: Readonly<Record<Light, string>> = {
  green: '●',
  yellow: '▲',
  red: '■',
  grey: '▌▌',
  done: '✓',
}

export const lightTones: Readonly<Record<Light, string>> = {
  green: 'tag-jade',
  yellow: 'tag-amber',
  red: 'tag-red',
  grey: 'tag-grey',
  done: 'tag-blue',
}

/** A light: shape, word and colour. */
export function LightMark({ light }: { light: Light }) {
  const words = useWords(matterWords)
  return <MarkedTag mark={lightShapes[light]} tone={lightTones[light]} word={words.lights[light]} />
}
