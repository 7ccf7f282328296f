import { useLayoutEffect, useState } from 'preact/hooks'
import type { FromKiosk, Scene } from '../../src/contract/kiosk.ts'
import { ClaimAndPinEntry, PinEntry, Refused } from './entry.tsx'
import { Keypad } from './keypad.tsx'
import { Title } from './title.tsx'
import type { KioskWords } from './words.ts'

type Of<S extends Scene['scene']> = Extract<Scene, { scene: S }>

export interface FormProps {
  readonly words: KioskWords
  readonly card: { readonly text: string } | null
  /** The station's refusal in the language of the screen. */
  readonly refused: string | null
  readonly answer: object
  readonly say: (message: FromKiosk) => void
}

/** The way without a face. Open to everybody at any time, without a reason. */
export function OtherWayView({ offered, ...form }: FormProps & { offered: boolean }) {
  const { words, say } = form
  return (
    <div class="form">
      <div class="told">
        <h1>{offered ? words.otherWayOffered : words.otherWayTitle}</h1>
        <p>{words.noCamera}</p>
      </div>
      <div class="typing">
        <ClaimAndPinEntry {...form} onDone={(typed) => say({ say: 'pin', ...typed })} />
      </div>
    </div>
  )
}

/** At large sites the number comes first, then the face. */
export function ClaimView({ words, card, refused, answer, say }: FormProps) {
  const [claim, setClaim] = useState('')
  useLayoutEffect(() => {
    if (card !== null) say({ say: 'claim', claim: card.text })
  }, [card, say])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refused number is typed anew
  useLayoutEffect(() => {
    if (refused !== null) setClaim('')
  }, [answer])

  return (
    <div class="form">
      <div class="told">
        <h1>{words.claimWanted}</h1>
        <p>{words.lookHereClaim}</p>
      </div>
      <div class="typing">
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
          onSubmit={() => say({ say: 'claim', claim })}
        />
      </div>
    </div>
  )
}

/** The clerk's six digits, before the station knows who it is. */
export function EnrolPanel({ words, refused, answer, say }: FormProps) {
  const [code, setCode] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refused code is typed anew
  useLayoutEffect(() => {
    if (refused !== null) setCode('')
  }, [answer])
  return (
    <div class="form">
      <div class="told">
        <h1>{words.enrolTitle}</h1>
        <p>{words.enrolNote}</p>
      </div>
      <div class="typing">
        <Refused sentence={refused} />
        <Keypad
          label={words.enrolCode}
          value={code}
          longest={6}
          submit={words.next}
          isReady={code.length === 6}
          words={words}
          onValue={setCode}
          onSubmit={() => say({ say: 'enrol', code })}
        />
      </div>
    </div>
  )
}

export function EnrolPinView({ scene, words, refused, answer, say }: FormProps & { scene: Of<'enrolPin'> }) {
  const [pin, setPin] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refused PIN is typed anew
  useLayoutEffect(() => {
    if (refused !== null) setPin('')
  }, [answer])
  return (
    <div class="form">
      <div class="told">
        <h1>{words.enrolPin(scene.name)}</h1>
      </div>
      <div class="typing">
        <Refused sentence={refused} />
        <PinEntry
          words={words}
          label={words.pin}
          value={pin}
          onValue={setPin}
          onSubmit={() => say({ say: 'enrolPin', pin })}
        />
      </div>
    </div>
  )
}

export function WithdrawPanel(form: FormProps) {
  const { words, say } = form
  return (
    <div class="form">
      <div class="told">
        <Title>{words.withdrawTitle}</Title>
        <p>{words.withdrawNote}</p>
      </div>
      <div class="typing">
        <ClaimAndPinEntry {...form} onDone={({ claim, pin }) => say({ say: 'withdraw', claim, pin })} />
      </div>
    </div>
  )
}
