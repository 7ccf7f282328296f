import type { External } from '../../../../src/contract/matters.ts'
import { isWebLink } from './reading.ts'

/** The number of a matter in the system where it lives, with its link; it is looked at there and never retyped. */
export function ExternalNumber({ external: { system, number, link } }: { external: External }) {
  return (
    <>
      {system}{' '}
      {link !== null && isWebLink(link) ? (
        <a href={link} target="_blank" rel="noreferrer">
          {number}
        </a>
      ) : (
        <span className="numbers">{number}</span>
      )}
    </>
  )
}
