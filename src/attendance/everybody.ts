import type { Db } from '../store/open.ts'
import type { PersonFile } from './judging.ts'
import type { Ground } from './store/ground.ts'

const peopleInOneLoad = 400
const peopleInOneBreath = 20

/**
 * Goes through people in loads that fit in memory, letting others have the event loop every few people: a roll-up never
 * stands in the way of a check-in.
 */
export async function* eachPerson(db: Db, ground: Ground, staffIds: readonly string[]): AsyncGenerator<PersonFile> {
  for (let from = 0; from < staffIds.length; from += peopleInOneLoad) {
    const files = await ground.listFiles(db, staffIds.slice(from, from + peopleInOneLoad))
    for (const [i, file] of files.entries()) {
      if (i % peopleInOneBreath === 0) await breath()
      yield file
    }
  }
}

const breath = (): Promise<void> => new Promise((done) => void setImmediate(done))
