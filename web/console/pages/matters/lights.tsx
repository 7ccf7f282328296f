import type { OutputOf } from '../../../../src/contract/route.ts'
import type { listMatters } from '../../../../src/contract/routes/matters.ts'
import { useWords } from '../../language.tsx'
import { lightShapes, lightTones } from '../matter/lightMark.tsx'
import { matterWords } from '../matter/words.ts'
import type { Filter } from './filter.ts'

interface Props {
  readonly chosen: Filter
  readonly counts: OutputOf<typeof listMatters>['lights'] | undefined
  readonly onChosen: (part: Pick<Filter, 'show'>) => void
}

const running = ['red', 'yellow', 'green', 'grey'] as const

/** How many of each light; pressing one leaves those alone. */
export function Lights({ chosen, counts, onChosen }: Props) {
  const words = useWords(matterWords)
  const all = counts && running.reduce((sum, it) => sum + counts[it], 0)
  return (
    <fieldset className="light-buttons">
      <legend className="hidden">{words.boardTitle}</legend>
      <LightButton {...{ chosen, onChosen }} show="open" mark="" tone="tag-blue" name={words.everyLight} count={all} />
      {running.map((it) => (
        <LightButton
          key={it}
          {...{ chosen, onChosen }}
          show={it}
          mark={lightShapes[it]}
          tone={lightTones[it]}
          name={words.lights[it]}
          count={counts?.[it]}
        />
      ))}
      <LightButton
        {...{ chosen, onChosen }}
        show="ended"
        mark={lightShapes.done}
        tone="tag-grey"
        name={words.ended}
        count={undefined}
      />
    </fieldset>
  )
}

interface ButtonProps extends Omit<Props, 'counts'> {
  readonly show: Filter['show']
  readonly mark: string
  readonly tone: string
  readonly name: string
  readonly count: number | undefined
}

function LightButton({ chosen, onChosen, show, mark, tone, name, count }: ButtonProps) {
  const words = useWords(matterWords)
  return (
    <button
      type="button"
      className={`light-button ${tone}`}
      aria-pressed={chosen.show === show}
      aria-label={count === undefined ? name : words.showLight(name, count)}
      onClick={() => onChosen({ show: chosen.show === show ? 'open' : show })}
    >
      <span>
        {mark !== '' && <span aria-hidden="true">{mark} </span>}
        {name}
      </span>
      {count !== undefined && <b className="numbers">{count}</b>}
    </button>
  )
}
