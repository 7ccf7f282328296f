import { useLayoutEffect, useState } from 'preact/hooks'
import { Keypad } from './keypad.tsx'
import type { KioskWords } from './words.ts'

interface ClaimAndPin {
  readonly method: 'pin' | 'card'
  readonly claim: string
  readonly pin: string
}

export interface ClaimAndPinProps {
  readonly words: KioskWords
  /** What a reader has just read; a new object for each reading. */
  readonly card: { readonly text: string } | null
  readonly refused: string | null
  /** Another object with each answer of the station, so that a second refusal in the same words is seen too. */
  readonly answer: object
  readonly onDone: (typed: ClaimAndPin) => void
}

/** Who, then the PIN. What is typed lives here and nowhere else, and is gone with the scene. */
export function ClaimAndPinEntry({ words, card, refused, answer, onDone }: ClaimAndPinProps) {
  const [stage, setStage] = useState<'claim' | 'pin' | 'sent'>('claim')
  const [claim, setClaim] = useState('')
  const [method, setMethod] = useState<'pin' | 'card'>('pin')
  const [pin, setPin] = useState('')

  useLayoutEffect(() => {
    if (card === null) return
    setClaim(card.text)
    setMethod('card')
    setPin('')
    setStage('pin')
  }, [card])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer opens the field again, not the sending
  useLayoutEffect(() => {
    if (stage !== 'sent') return
    setPin('')
    setStage('pin')
  }, [answer])

  const change = () => {
    setClaim('')
    setMethod('pin')
    setStage('claim')
  }
  if (stage === 'sent') return <p class="checking">{words.checking}</p>
  if (stage === 'claim') {
    return (
      <>
        <Refused sentence={refused} />
        <Keypad
          label={words.claim}
          note={words.claimNote}
          value={claim}
          letters
          longest={32}
          submit={words.next}
          isReady={claim !== ''}
          words={words}
          onValue={setClaim}
          onSubmit={() => setStage('pin')}
        />
      </>
    )
  }
  return (
    <>
      <div class="typed">
        {refused === null ? (
          <p>{method === 'card' ? words.cardRead : words.claimTyped(claim)}</p>
        ) : (
          <Refused sentence={refused} />
        )}
        <button type="button" class="small" onClick={change}>
          {words.change}
        </button>
      </div>
      <PinEntry
        words={words}
        label={words.pin}
        value={pin}
        onValue={setPin}
        onSubmit={() => {
          setStage('sent')
          onDone({ method, claim, pin })
        }}
      />
    </>
  )
}

export interface PinEntryProps {
  readonly words: KioskWords
  readonly label: string
  readonly value: string
  readonly onValue: (pin: string) => void
  readonly onSubmit: () => void
}

export function PinEntry({ words, label, value, onValue, onSubmit }: PinEntryProps) {
  return (
    <Keypad
      label={label}
      note={words.pinNote}
      value={value}
      masked
      longest={8}
      submit={words.confirm}
      isReady={value.length >= 4}
      words={words}
      onValue={onValue}
      onSubmit={onSubmit}
    />
  )
}

export function Refused({ sentence }: { sentence: string | null }) {
  return sentence === null ? null : (
    <p class="refused" role="alert">
      {sentence}
    </p>
  )
}
