import { Button } from 'antd'
import { useState } from 'react'
import type { SpotCheck, SpotCheckItem } from '../../../../src/contract/spotChecks.ts'
import { useWords } from '../../language.tsx'
import { DownloadIcon } from '../../parts/icons.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { canDrawAgain, type Draw, drawAgain, scriptOf } from './redraw.ts'
import { spotCheckWords } from './words.ts'

interface Props {
  readonly spotCheck: SpotCheck
  readonly drawn: NonNullable<SpotCheck['drawn']>
  readonly whole: { readonly items: readonly SpotCheckItem[]; readonly populationIds: readonly string[] } | undefined
}

/** By which number people were drawn, and how anybody can do it again. */
export function HowDrawn({ spotCheck, drawn, whole }: Props) {
  const words = useWords(spotCheckWords)
  const { beaconSource, spotCheckId, size } = spotCheck
  const facts = [
    [words.howSource, beaconSource],
    [words.howNumber, drawn.beacon],
    [words.howPublished, stampOf(drawn.publishedAt)],
    [words.howDrawn, stampOf(drawn.at)],
    [words.howId, spotCheckId],
    [words.howSize, String(size)],
  ] as const
  return (
    <Sheet title={words.howTitle}>
      <dl className="facts numbers spot-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{words.howWhy}</p>
      <ol>
        {words.howSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {whole && (
        <Again draw={{ beacon: drawn.beacon, spotCheckId, size, populationIds: whole.populationIds }} {...whole} />
      )}
    </Sheet>
  )
}

function Again({ draw, items }: { draw: Draw; items: readonly SpotCheckItem[] }) {
  const words = useWords(spotCheckWords)
  const [isSame, setSame] = useState<boolean>()
  const again = async () => {
    const ids = await drawAgain(draw)
    const kept = new Set(items.map((it) => it.staffId))
    setSame(ids.length === kept.size && ids.every((it) => kept.has(it)))
  }
  return (
    <>
      <div className="actions">
        {canDrawAgain() && (
          <Button className="big" onClick={() => void again()}>
            {words.again}
          </Button>
        )}
        <Button className="big" icon={<DownloadIcon />} onClick={() => handOut(draw)}>
          {words.file}
        </Button>
      </div>
      <p role="status" className={isSame === false ? 'spot-wrong' : 'spot-right'}>
        {isSame !== undefined && (isSame ? words.againSame(items.length) : words.againOther)}
      </p>
      <p className="soft small">{words.fileWhy}</p>
    </>
  )
}

function handOut(draw: Draw): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([scriptOf(draw)], { type: 'text/x-shellscript' }))
  link.download = `spot-check-${draw.spotCheckId}.sh`
  link.click()
  URL.revokeObjectURL(link.href)
}
