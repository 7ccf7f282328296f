import { seeded } from '../../../src/presence/simulate/random.ts'
import { seedOf } from './seed.ts'

/**
 * The card of a turn from a deck that is shuffled and dealt in full before it is shuffled again: so many turns in a row as
 * there are cards hold each card once, so that small sets have their share of everything. Decks of different words are
 * shuffled by themselves: who is made of which photograph says nothing of whose camera loses frames.
 */
export function dealt<Card>(deck: readonly Card[], turn: number, ...words: readonly (string | number)[]): Card {
  const random = seeded(seedOf('deck', ...words, Math.floor(turn / deck.length)))
  const cards = [...deck]
  for (let left = cards.length - 1; left > 0; left -= 1) {
    const other = Math.floor(random() * (left + 1))
    ;[cards[left], cards[other]] = [cards[other] as Card, cards[left] as Card]
  }
  const card = cards[turn % deck.length]
  if (card === undefined) throw new RangeError('there is nothing to deal')
  return card
}

/** Numbers from 0 to below `count`: a deck of places. */
export const places = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
