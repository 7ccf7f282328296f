import { readDigest } from '../../../../src/contract/routes/roster.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { dayLabel, shortClock } from '../../parts/times.ts'
import { meWords } from './words.ts'

/** The one notice of a working day: own duties until the next working day. */
export function Digest() {
  const words = useWords(meWords)
  const { language } = useLanguage()
  const names = useNames()
  const digest = useAsked(readDigest, {}).data
  if (digest === undefined || digest === null) return null

  const says = digest.duties.map(
    (it) =>
      `${dayLabel(dayOf(it.starts), language)} ${shortClock(it.starts)}–${shortClock(it.ends)} ${names.site(it.siteId)}`,
  )
  return (
    <p className="hint digest">
      <strong>{words.digest}</strong> {says.length === 0 ? words.digestNone : says.join('；')}
    </p>
  )
}
