import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import { saveText, wholePage } from './saving.ts'
import type { VerifyWords } from './words.ts'

/** Which keys this page checks with, to be compared with the poster at the door; and the page itself, to keep. */
export function KeysSheet({ view, words }: { view: VerifyView; words: VerifyWords }) {
  const names = namesIn(view.policy, 'witness')
  const save = async (): Promise<void> => saveText('zaigang-verify.html', await wholePage(), 'text/html')
  return (
    <section>
      <h2>{words.keys}</h2>
      <p>{words.keysIs}</p>
      <p class="print">{view.fingerprint}</p>
      <p>{names.length > 0 ? `${words.quorum}${names.join(' · ')}` : words.noWitness}</p>
      <details>
        <summary>{namesIn(view.policy, 'log').join(' · ')}</summary>
        <pre>{view.policy}</pre>
      </details>
      {location.protocol.startsWith('http') && (
        <button type="button" onClick={() => void save()}>
          {words.keep}
        </button>
      )}
    </section>
  )
}

/** Who is named in a policy's lines of a kind; what the page shows before the keys themselves are read. */
export const namesIn = (policy: string, kind: 'log' | 'witness'): string[] =>
  policy.split('\n').flatMap((line) => {
    const [word, name = ''] = line.trim().split(/\s+/)
    return word === kind ? [name.replace(/\+.*/, '')] : []
  })
