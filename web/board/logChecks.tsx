import type { LogView } from '../../src/contract/routes/log.ts'
import type { LogWords } from './logWords.ts'

/** Commands with which anybody checks the log by tools that are not ours, and what is to be copied for them. */
export function LogChecks({ view, words }: { view: LogView; words: LogWords }) {
  const { url, origin, keys, newest } = view
  const [key] = keys
  return (
    <section class="checks">
      <h2>{words.check}</h2>
      <p>{words.checkHow}</p>
      {key && (
        <>
          <h3>{words.checks.signature}</h3>
          <pre>{signatureCommands(url, key.pem)}</pre>
          {newest && (
            <>
              <h3>{words.checks.same}</h3>
              <pre>{sameCommands(url, newest.size)}</pre>
            </>
          )}
          <h3>{words.checks.receipt}</h3>
          <pre>{receiptCommands(key.vkey)}</pre>
          <h3>{words.checks.witness}</h3>
          <pre>{`witnessctl add-log -db w.db -origin '${origin}'\nwitnessctl add-key -db w.db -origin '${origin}' -key '${key.vkey}'`}</pre>
        </>
      )}
      <h2>{words.keys}</h2>
      <p>{words.keysHow}</p>
      <pre>{view.policy}</pre>
      <h2>{words.feeds}</h2>
      <ul class="feeds">
        <li>
          <a href="/log/checkpoints.txt">{words.list}</a>
        </li>
        <li>
          <a href="/log/feed.xml">{words.feed}</a>
        </li>
        <li>
          <a href="/api/log">{words.data}</a>
        </li>
      </ul>
    </section>
  )
}

const signatureCommands = (url: string, pem: string): string => `cat > log.pem <<'END'
${pem}END
curl -s ${url}/checkpoint > checkpoint
sed '/^$/,$d' checkpoint > text
grep '^— ' checkpoint | head -1 | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in text -sigfile signature`

const sameCommands = (url: string, size: number): string => `curl -s ${url}/checkpoints/${size} > kept-${size}
# later:
curl -s ${url}/checkpoints/${size} | head -3 | diff - <(head -3 kept-${size})`

/** A receipt is a C2SP tlog-proof; `spicy` wants the entry and the rest of the proof as two files. */
const receiptCommands = (vkey: string): string => `sed -n 's/^extra //p' receipt.tlog-proof | base64 -d |
  sed 's/^{"entry":\\({[^}]*}\\).*/\\1/' | tr -d '\\n' > leaf.json
sed '1d; /^extra /d' receipt.tlog-proof > leaf.json.spicy
spicy-torchwood -verify '${vkey}' leaf.json
spicy-litetlog -verify '${vkey}' leaf.json`
