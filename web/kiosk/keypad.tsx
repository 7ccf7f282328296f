import { useLayoutEffect, useRef } from 'preact/hooks'
import type { KioskWords } from './words.ts'

export interface KeypadProps {
  readonly label: string
  readonly note?: string | undefined
  readonly value: string
  readonly masked?: boolean
  /** Letters may be typed on a keyboard: employee numbers. PIN and code are digits only. */
  readonly letters?: boolean
  readonly longest: number
  readonly submit: string
  readonly isReady: boolean
  readonly words: KioskWords
  readonly onValue: (value: string) => void
  readonly onSubmit: () => void
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/**
 * A field with a large keypad. A keyboard and a card reader type into the field as well; Enter is the same as the last key.
 * A PIN is masked by style: a real password field makes browsers offer to keep it.
 */
export function Keypad(props: KeypadProps) {
  const { label, note, value, words } = props
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question takes the focus, before the first key can be lost
  useLayoutEffect(() => field.current?.focus(), [label])

  const put = (text: string) => props.onValue(clean(text, props))
  const type = (digit: string) => {
    put(value + digit)
    field.current?.focus()
  }
  return (
    <form
      class="keypad"
      onSubmit={(event) => {
        event.preventDefault()
        if (props.isReady) props.onSubmit()
      }}
    >
      <label>
        <span class="asked">
          <span class="label">{label}</span> {note !== undefined && <span class="note">{note}</span>}
        </span>
        <input
          ref={field}
          class={props.masked === true ? 'masked' : ''}
          type="text"
          inputMode="none"
          autocomplete="off"
          name={props.masked === true ? 'pin' : 'claim'}
          value={value}
          onInput={(event) => put(event.currentTarget.value)}
        />
      </label>
      <div class="keys">
        {digits.map((digit) => (
          <Key key={digit} name={words.digit(digit)} face={digit} onPress={() => type(digit)} />
        ))}
        <Key name={words.erase} face="⌫" onPress={() => put(value.slice(0, -1))} />
        <Key name={words.digit('0')} face="0" onPress={() => type('0')} />
        <button type="submit" class="key ok" disabled={!props.isReady}>
          {props.submit}
        </button>
      </div>
    </form>
  )
}

function Key({ name, face, onPress }: { name: string; face: string; onPress: () => void }) {
  return (
    <button type="button" class="key" aria-label={name} onClick={onPress}>
      {face}
    </button>
  )
}

const clean = (text: string, { letters, longest }: KeypadProps): string =>
  text.replace(letters === true ? /[^0-9A-Za-z-]/g : /\D/g, '').slice(0, longest)
