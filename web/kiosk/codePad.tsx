import { useLayoutEffect, useRef } from 'preact/hooks'
import { readReceiptCode } from '../../src/kit/receiptCode.ts'
import { Refused } from './entry.tsx'
import type { ReceiptWords } from './receiptWords.ts'

interface Props {
  readonly words: ReceiptWords
  readonly value: string
  readonly refused: string | null
  readonly onValue: (value: string) => void
  /** A code as it stands on a receipt. */
  readonly onCode: (code: string) => void
}

/** Every sign a code can have; what looks like one of them on paper is taken for it. */
const signs = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const longest = 14

/** A field for the code of a receipt with a key for each of its signs. A keyboard types into it as well. */
export function CodePad({ words, value, refused, onValue, onCode }: Props) {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])

  const put = (text: string) => onValue(cleanCode(text))
  const isWhole = value.length === longest
  const code = readReceiptCode(value)
  const sentence = isWhole && code === undefined ? words.mistyped : refused
  return (
    <form
      class="code-pad"
      onSubmit={(event) => {
        event.preventDefault()
        if (code !== undefined) onCode(code)
      }}
    >
      <h1>{words.title}</h1>
      <label>
        {sentence === null && <span class="note">{words.how}</span>}
        <input
          ref={field}
          type="text"
          inputMode="none"
          autocomplete="off"
          spellcheck={false}
          aria-label={words.code}
          name="receipt"
          value={grouped(value)}
          onInput={(event) => put(event.currentTarget.value)}
        />
      </label>
      <Refused sentence={sentence} />
      <div class="signs">
        {signs.map((sign) => (
          <button key={sign} type="button" class="key" aria-label={words.sign(sign)} onClick={() => put(value + sign)}>
            {sign}
          </button>
        ))}
      </div>
      <div class="outcomes">
        <button type="button" class="plain" onClick={() => put(value.slice(0, -1))}>
          ⌫ {words.erase}
        </button>
        <button type="button" class="plain" onClick={() => put('')}>
          {words.clear}
        </button>
        <button type="submit" class="main" disabled={code === undefined}>
          {words.look}
        </button>
      </div>
    </form>
  )
}

/** Signs of the code only, those that look alike taken for it. */
const cleanCode = (text: string): string =>
  [...text.normalize('NFKC').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')]
    .filter((it) => signs.includes(it))
    .slice(0, longest)
    .join('')

/** In groups, as it stands on the receipt. */
const grouped = (code: string): string =>
  [code.slice(0, 5), code.slice(5, 10), code.slice(10)].filter((it) => it !== '').join('-')
