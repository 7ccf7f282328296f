import type { MatterView } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { matterWords } from './words.ts'

/** What interrupts it or has ended it: a pause, a hand-over under way, a result, a refusal. */
export function Endings({ matter }: { matter: MatterView }) {
  const words = useWords(matterWords)
  const { pause, handOver, result, refusal } = matter
  return (
    <>
      {pause && (
        <Sheet title={`▌▌ ${words.pause}`}>
          <p>{words.pauseLine(words.grounds[pause.ground], pause.document, pause.until)}</p>
        </Sheet>
      )}
      {handOver && (
        <Sheet title={`→ ${words.handOver}`}>
          <p>{words.handOverLine(handOver.toUnitName, handOver.reason)}</p>
        </Sheet>
      )}
      {result !== null && (
        <Sheet title={`✓ ${words.result}`}>
          <p>{result}</p>
        </Sheet>
      )}
      {refusal && (
        <Sheet title={`✕ ${words.refusal}`}>
          <dl className="facts">
            <dt>{words.refusalGround}</dt>
            <dd>{refusal.ground}</dd>
            <dt>{words.refusalExplanation}</dt>
            <dd>{refusal.explanation}</dd>
            <dt>{words.refusalRemedy}</dt>
            <dd>{refusal.remedy}</dd>
          </dl>
        </Sheet>
      )}
    </>
  )
}
