import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import type { Keys } from './judge.ts'
import { saveText, wholePage } from './saving.ts'
import type { VerifyWords } from './words.ts'

/** Which keys this page checks with, to be compared with the poster at the door; and the page itself, to keep. */
export function KeysSheet({ view, keys, words }: { view: VerifyView; keys: Keys; words: VerifyWords }) {
  const names = keys.policy.witnesses.map(({ name }) => name)
  const save = async (): Promise<void> => saveText('zaigang-verify.html', await wholePage(), 'text/html')
  return (
    <section>
      <h2>{words.keys}</h2>
      <p>{words.keysIs}</p>
      <p class="print">{view.fingerprint}</p>
      <p>{names.length > 0 ? `${words.quorum}${names.join(' · ')}` : words.noWitness}</p>
      <details>
        <summary>{keys.policy.logs.map(({ key }) => key.name).join(' · ')}</summary>
        <pre>{keys.text}</pre>
      </details>
      {location.protocol.startsWith('http') && (
        <button type="button" onClick={() => void save()}>
          {words.keep}
        </button>
      )}
    </section>
  )
}
