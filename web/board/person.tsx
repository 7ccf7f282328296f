import type { BoardView } from '../../src/contract/routes/board.ts'
import { spokenClock } from '../shared/days.ts'
import { telephoneLink } from '../shared/telephone.ts'
import type { BoardWords } from './words.ts'

type Person = BoardView['now'][number]

/** One person on duty. The state stands in words and in a shape, never in colour alone. */
export function PersonCard({ person, words }: { person: Person; words: BoardWords }) {
  return (
    <li class={`person ${person.state}`}>
      <p class="state">
        <Mark state={person.state} />
        {stateInWords(person, words)}
      </p>
      <p class="who">
        <Who name={person.name} post={person.post} as={person.as} words={words} />
      </p>
      {timeInWords(person, words) && <p class="time">{timeInWords(person, words)}</p>}
      <Call phone={person.phone} label={words.phone} />
    </li>
  )
}

/** When the duty is, or until when somebody is out; nothing for somebody who is simply there. */
function timeInWords({ state, from, to }: Person, words: BoardWords): string {
  if (from === '' && to === '') return ''
  return state === 'inTheField'
    ? words.awayTime(spokenClock(from), spokenClock(to))
    : words.dutyTime(spokenClock(from), spokenClock(to))
}

function stateInWords(person: Person, words: BoardWords): string {
  switch (person.state) {
    case 'seen':
      return words.seen
    case 'expected':
      return words.expected(spokenClock(person.from))
    case 'inTheField':
      return words.inTheField
    default:
      return person.state satisfies never
  }
}

/** Name and post, or the post alone where the name is not published. */
export function Who({ name, post, as, words }: Pick<Person, 'name' | 'post' | 'as'> & { words: BoardWords }) {
  const role = as && <span class="post">{words[as]} </span>
  if (name === null) {
    return (
      <>
        {role}
        <b>{post || words.dutyStaff}</b>
      </>
    )
  }

  return (
    <>
      {role}
      <b>{name}</b>
      {post !== '' && <span class="post"> {post}</span>}
    </>
  )
}

/** A number one can press to call, or plain text where it is none. */
export function Call({ phone, label }: { phone: string; label: string }) {
  if (phone.trim() === '') return null

  const link = telephoneLink(phone)
  const inside = (
    <>
      <svg viewBox="0 0 24 24" aria-hidden="true" class="handset">
        <path d="M6.6 3.5 9 3l2 4.6-2 1.6a12 12 0 0 0 5.800 5.800l1.600-2 4.600 2-.5 2.400c-.3 1.400-1.500 2.300-2.900 2.100A16 16 0 0 1 4.500 6.400c-.2-1.400.7-2.600 2.100-2.900z" />
      </svg>
      <span>
        {label} <b class="number">{phone}</b>
      </span>
    </>
  )
  return link === undefined ? (
    <p class="call">{inside}</p>
  ) : (
    <a class="call" href={link}>
      {inside}
    </a>
  )
}

/** Disc with a tick: seen. Clock: expected. Arrow out of a house: in the field. */
function Mark({ state }: { state: Person['state'] }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="mark">
      {state === 'seen' && (
        <>
          <circle cx="12" cy="12" r="11" class="full" />
          <path d="m6.500 12.500 4 4 7.500-8.500" class="cut" />
        </>
      )}
      {state === 'expected' && (
        <>
          <circle cx="12" cy="12" r="10" />
          <path d="M12 6v6.500l4.500 2.500" />
        </>
      )}
      {state === 'inTheField' && <path d="M11 20H3v-9l6-5 3 2.500M12 15h9m-4-4 4 4-4 4" />}
    </svg>
  )
}
