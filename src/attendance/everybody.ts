import type { Db } from '../store/open.ts'
import type { PersonFile } from './judging.ts'
import type { Ground } from './store/ground.ts'

const peopleInOneLoad = 400
const peopleInOneBreath = 20

/**
 * Goes through people in loads that fit in memory, the next one on its way while one is worked on, letting others have the
 * event loop every few people: a roll-up never stands in the way of a check-in.
 */
export async function* eachPerson(db: Db, ground: Ground, staffIds: readonly string[]): AsyncGenerator<PersonFile> {
  let next = loadFrom(db, ground, staffIds, 0)
  for (let from = 0; from < staffIds.length; from += peopleInOneLoad) {
    const files = await next
    next = loadFrom(db, ground, staffIds, from + peopleInOneLoad)
    // Whoever stops half-way asks nobody any more.
    next.catch(() => undefined)
    for (const [i, file] of files.entries()) {
      if (i % peopleInOneBreath === 0) await breath()
      yield file
    }
  }
}

const loadFrom = (db: Db, ground: Ground, staffIds: readonly string[], from: number): Promise<PersonFile[]> =>
  ground.listFiles(db, staffIds.slice(from, from + peopleInOneLoad))

const breath = (): Promise<void> => new Promise((done) => void setImmediate(done))
