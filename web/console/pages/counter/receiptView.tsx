import { Alert, App, Button, Radio } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { useLanguage, useWords } from '../../language.tsx'
import { PrinterIcon } from '../../parts/icons.tsx'
import { Sheet } from '../../parts/page.tsx'
import { sayCode } from './aloud.ts'
import type { Last } from './last.ts'
import type { Receipt } from './receipt.ts'
import { Slip } from './slip.tsx'
import { counterWords } from './words.ts'

interface Props {
  readonly receipt: Receipt
  readonly matterId: string
  /** Why what follows the taking was not done. */
  readonly left: string | undefined
  readonly paper: Last['paper']
  readonly onPaper: (paper: Last['paper']) => void
  readonly onNext: () => void
}

/** What the citizen takes home: to print, or to be read to him. The only place where the code is ever seen. */
export function ReceiptView({ receipt, matterId, left, paper, onPaper, onNext }: Props) {
  const words = useWords(counterWords)
  const { modal } = App.useApp()
  const [aloud, setAloud] = useState(false)
  const handed = useRef(false)
  const { frame, length } = useLength(paper)
  const hasArrived = receipt.standing.kind === 'arrived'
  const print = () => {
    handed.current = true
    window.print()
  }
  const next = () => {
    if (handed.current) return onNext()
    void modal.confirm({
      title: words.notHanded,
      content: words.notHandedWhy,
      okText: words.leaveAnyway,
      cancelText: words.stay,
      onOk: onNext,
    })
  }
  return (
    <Sheet title={hasArrived ? `✓ ${words.taken}` : `○ ${words.takenOffline}`}>
      {left !== undefined && (
        <Alert className="apart-below" type="warning" showIcon title={`${words.actLeft}${left}`} />
      )}
      <div className="actions apart-below">
        <Button type="primary" size="large" autoFocus icon={<PrinterIcon />} onClick={print}>
          {words.print}
        </Button>
        <Button
          size="large"
          aria-expanded={aloud}
          onClick={() => {
            handed.current = true
            setAloud(!aloud)
          }}
        >
          {words.aloud}
        </Button>
        <Button size="large" onClick={next}>
          {words.next}
        </Button>
        <Radio.Group
          aria-label={words.paper}
          optionType="button"
          value={paper}
          options={(['slip', 'a5'] as const).map((it) => ({ value: it, label: words.papers[it] }))}
          onChange={({ target }) => onPaper(target.value as Last['paper'])}
        />
        {hasArrived && <Link href={`/matter/${matterId}`}>{words.open}</Link>}
      </div>
      {aloud && <Aloud code={receipt.code} />}
      <div ref={frame} className={`slip-frame ${paper}`}>
        <Slip receipt={receipt} />
      </div>
      {createPortal(
        <div className={`paper ${paper}`} aria-hidden="true">
          <style>{pageOf(paper, length)}</style>
          <Slip receipt={receipt} />
        </div>,
        document.body,
      )}
    </Sheet>
  )
}

// A roll has no length of its own and a page must have one: that of the text.
const pageOf = (paper: Last['paper'], length: number): string =>
  paper === 'a5'
    ? '@page { size: A5 portrait; margin: 10mm 12mm }'
    : `@page { size: 80mm ${length}mm; margin: 3mm 4mm }`

/** How long a slip is, in millimetres, with a little to spare; drawn here as wide as it is printed, or narrower. */
function useLength(paper: Last['paper']) {
  const frame = useRef<HTMLDivElement>(null)
  const [length, setLength] = useState(200)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another paper is drawn anew
  useLayoutEffect(() => {
    const px = frame.current?.offsetHeight ?? 0
    setLength(Math.ceil((px * 25.4) / 96) + 8)
  }, [paper])
  return { frame, length }
}

/** The code in large groups, each character with the way it is said on the telephone. */
function Aloud({ code }: { code: string }) {
  const words = useWords(counterWords)
  const { language } = useLanguage()
  return (
    <section className="aloud apart-below" aria-label={words.aloud}>
      <p className="soft">{words.aloudWhy}</p>
      {sayCode(code, language).map((group, n) => (
        <div key={code.split('-')[n]} className="aloud-group">
          <h3>{words.group(n + 1)}</h3>
          <ul>
            {group.map(({ character, said }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same character may stand twice, at its place
              <li key={at}>
                <b>{character}</b>
                <span>{said}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
