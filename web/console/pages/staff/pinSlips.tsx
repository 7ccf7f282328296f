import { createPortal } from 'react-dom'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import type { PinBatch } from './pinBatch.ts'
import { staffWords } from './words.ts'
import './staff.css'

/** One slip for each person, on the screen and, to be cut, on paper. */
export function PinSlips({ made }: Pick<PinBatch, 'made'>) {
  const words = useWords(staffWords)
  const { site } = useNames()
  const slips = made.map(({ person, pin }) => (
    <li key={person.staffId}>
      <strong>{person.name}</strong>
      <span>{site(person.siteId)}</span>
      <span>
        {words.employeeNo} {person.employeeNo}
      </span>
      <b>{pin}</b>
      <small>{words.pins.use}</small>
    </li>
  ))
  return (
    <>
      <ul className="pin-slips">{slips}</ul>
      {createPortal(
        <div className="paper" aria-hidden="true">
          <ul className="pin-slips">{slips}</ul>
        </div>,
        document.body,
      )}
    </>
  )
}
