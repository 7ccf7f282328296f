import { useState } from 'react'
import { newId } from '../../../../src/kit/ids.ts'
import { newCode } from './code.ts'
import { isElsewhere } from './elsewhere.tsx'
import { noteUsed } from './find.ts'
import type { Heard } from './heard.tsx'
import type { Last } from './last.ts'
import type { Item } from './queue.ts'
import { ReceiptView } from './receiptView.tsx'
import { TakeForm } from './takeForm.tsx'
import { type TypeAtCounter, type Typed, typedOf } from './taking.ts'
import { TypeChooser } from './typeChooser.tsx'
import { type Handed, type Made, type Place, useTaking } from './useTaking.ts'
import { WaitingList } from './waitingList.tsx'

interface Props extends Place {
  readonly last: Last
  readonly note: (change: Partial<Last>) => void
}

/** What the counter shows now. */
type Scene =
  | { readonly kind: 'choosing'; readonly said: string }
  | { readonly kind: 'filling'; readonly type: TypeAtCounter; readonly heard: Heard; readonly made: Made }
  | { readonly kind: 'changing'; readonly type: TypeAtCounter; readonly item: Item }
  | { readonly kind: 'taken'; readonly matterId: string; readonly handed: Handed }

/** One matter after another. */
export function Counter(props: Props) {
  const { known, queue, last, note, accountId } = props
  const [scene, setScene] = useState<Scene>({ kind: 'choosing', said: '' })
  const start = (said = '') => setScene({ kind: 'choosing', said })
  const fill = (type: TypeAtCounter, heard: Heard) => {
    note({ recent: noteUsed(last.recent, type.typeId) })
    setScene({ kind: 'filling', type, heard, made: { matterId: newId(), code: newCode() } })
  }
  const change = (item: Item) => {
    const type = known.counter.types.find((it) => it.typeId === item.take.typeId) ?? known.counter.types[0]
    if (type !== undefined) setScene({ kind: 'changing', type, item })
  }
  return (
    <>
      {scene.kind === 'choosing' && (
        <TypeChooser types={known.counter.types} recent={last.recent} said={scene.said} onChosen={fill} />
      )}
      {scene.kind === 'filling' && (
        <Filling
          {...props}
          {...scene}
          onOther={() => start(scene.heard.description)}
          onTaken={(handed) => setScene(takenOf(scene.made, handed))}
        />
      )}
      {scene.kind === 'changing' && <Changing {...props} {...scene} onDone={() => start()} />}
      {scene.kind === 'taken' && (
        <ReceiptView
          {...scene.handed}
          matterId={scene.matterId}
          paper={last.paper}
          onPaper={(paper) => note({ paper })}
          onNext={() => start()}
        />
      )}
      <WaitingList queue={queue} accountId={accountId} onChange={change} />
    </>
  )
}

const takenOf = ({ matterId }: Made, handed: Handed): Scene => ({ kind: 'taken', matterId, handed })

interface FillingProps extends Props {
  readonly heard: Heard
  readonly type: TypeAtCounter
  readonly made: Made
  readonly onOther: () => void
  readonly onTaken: (handed: Handed) => void
}

function Filling({ type, heard, made, onOther, onTaken, last, note, ...place }: FillingProps) {
  const { busy, take } = useTaking(place)
  const taken = (handed: Handed | undefined, { system = '', number = '' }: Typed) => {
    if (handed === undefined) return
    // The receipt first: what is only convenient must not cost it.
    onTaken(handed)
    if (isElsewhere({ number })) note({ systems: noteUsed(last.systems, system.trim()) })
  }
  return (
    <TakeForm
      key={made.matterId}
      {...{ type, heard, busy, onOther }}
      systems={last.systems}
      known={place.known}
      before={undefined}
      onTake={(typed) => void take(typed, type, made).then((handed) => taken(handed, typed))}
    />
  )
}

interface ChangingProps extends Props {
  readonly type: TypeAtCounter
  readonly item: Item
  readonly onDone: () => void
}

/** What the center refused, to be put right; also as another type. */
function Changing({ type: first, item, onDone, last, ...place }: ChangingProps) {
  const [type, setType] = useState<TypeAtCounter | undefined>(first)
  const [heard, setHeard] = useState<Heard>()
  const choose = (chosen: TypeAtCounter, said: Heard) => {
    setType(chosen)
    setHeard(said)
  }
  const { busy, retake } = useTaking(place)
  if (type === undefined) {
    const said = heard?.description ?? item.take.description
    return <TypeChooser types={place.known.counter.types} recent={[]} said={said} onChosen={choose} />
  }
  return (
    <TakeForm
      key={`${item.take.matterId} ${type.typeId}`}
      {...{ type, heard, busy }}
      systems={last.systems}
      known={place.known}
      before={typedOf(item)}
      onOther={() => setType(undefined)}
      onTake={(typed) => void retake(typed, type, item).then((done) => done && onDone())}
    />
  )
}
