import { useEffect, useState } from 'preact/hooks'
import type { Tools } from './checking.ts'
import { compare, findSplit, type Head, keepHead, seenHeads } from './heads.ts'
import { saveText } from './saving.ts'
import type { VerifyWords } from './words.ts'

interface Props {
  /** The signed head in the receipt. */
  readonly text: string
  readonly tools: Tools
  readonly words: VerifyWords
}

type Told = 'grown' | 'current' | 'shrunk' | 'contradicts' | 'away'

/** Compares the log of a receipt with what this device saw before, and when asked with the county's log of now. */
export function CompareHeads({ text, tools, words }: Props) {
  const head = headIn(text, tools)
  const [split, setSplit] = useState<Head>()
  const [isKnown] = useState(() => seenHeads().some((it) => it.origin === head?.origin))
  const [told, setTold] = useState<Told>()

  const meet = (it: Head): void => {
    setSplit((before) => before ?? findSplit(it, seenHeads()))
    keepHead(it)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each receipt: the component is keyed by its head
  useEffect(() => {
    if (head) meet(head)
  }, [])
  if (!head) return null

  const ask = async (): Promise<void> => {
    const newest = await askNewest(head, tools)
    if (newest.head) meet(newest.head)
    setTold(newest.told)
  }
  const isBad = told === 'shrunk' || told === 'contradicts'
  return (
    <section>
      <h2>{words.compare}</h2>
      {split ? <Split one={head} other={split} words={words} /> : <p>{isKnown ? words.sameSeen : words.firstSeen}</p>}
      {location.protocol.startsWith('http') && (
        <>
          <button type="button" onClick={() => void ask()}>
            {words.ask}
          </button>
          <p class="soft">{words.askIs}</p>
        </>
      )}
      {told && (
        <p class={isBad ? 'verdict bad' : 'verdict plain'} role="status">
          {words[told]}
        </p>
      )}
    </section>
  )
}

function Split({ one, other, words }: { one: Head; other: Head; words: VerifyWords }) {
  return (
    <div class="verdict bad" role="alert">
      <h3>✗ {words.split}</h3>
      <p>{words.splitIs}</p>
      <p class="acts">
        <button type="button" onClick={() => saveText(`checkpoint-${one.size}-a.txt`, one.text)}>
          {words.saveOne}
        </button>
        <button type="button" onClick={() => saveText(`checkpoint-${other.size}-b.txt`, other.text)}>
          {words.saveOther}
        </button>
      </p>
    </div>
  )
}

interface Newest {
  readonly told: Told
  readonly head?: Head
}

const away: Newest = { told: 'away' }
const headIn = (text: string, { checker, keys }: Tools): Head | undefined => checker.headOf(text, keys.policy)

/** Asks the county for its newest head and the proof that it holds the one of the receipt. */
async function askNewest(head: Head, tools: Tools): Promise<Newest> {
  try {
    const answer = await fetch(`/api/log/growth?older=${head.size}`, { cache: 'no-store' })
    if (answer.status === 404) return await askWhetherShorter(head, tools)
    if (!answer.ok) return away
    const { checkpoint, hashes } = (await answer.json()) as { checkpoint: string; hashes: string[] }
    const newest = headIn(checkpoint, tools)
    if (!newest) return away
    const compared = compare(head, newest)
    if (compared.state === 'same') return { told: 'current', head: newest }
    const isGrown = compared.state === 'otherSize' && tools.checker.hasGrown(head, newest, hashes)
    return { told: isGrown ? 'grown' : 'contradicts', head: newest }
  } catch {
    return away
  }
}

async function askWhetherShorter(head: Head, tools: Tools): Promise<Newest> {
  const answer = await fetch('/log/checkpoint', { cache: 'no-store' })
  const newest = answer.ok ? headIn(await answer.text(), tools) : undefined
  return newest && newest.size < head.size ? { told: 'shrunk', head: newest } : away
}
