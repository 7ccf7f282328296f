import { readDigest } from '../../../../src/contract/routes/roster.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { useSayDuty } from './swaps.tsx'
import { meWords } from './words.ts'

/** The one notice of a working day: own duties until the next working day. */
export function Digest() {
  const words = useWords(meWords)
  const say = useSayDuty()
  const names = useNames()
  const { semicolon } = useWords(punctuation)
  const digest = useAsked(readDigest, {}).data
  if (digest === undefined || digest === null) return null

  const says = digest.duties.map((it) => `${say(it)} ${names.site(it.siteId)}`)
  return (
    <p className="hint digest">
      <strong>{words.digest}</strong> {says.length === 0 ? words.digestNone : says.join(semicolon)}
    </p>
  )
}
