import { sql } from 'kysely'
import { type Db, prepared } from '../store/open.ts'
import { deviceMark, entryText } from './entry.ts'

/** Bytes of one record below: commitment, device (zeros for none), its number (0 for none). */
const recordLength = 32 + 16 + 8

/** Entries as texts, each made when it is asked for: only then does memory not hold them all. */
export interface Entries {
  readonly count: number
  at(index: number): string
}

/**
 * The entries of the facts at the positions after `from` up to `to`, in their order. All of them come as one value: a
 * million rows by themselves cost a driver more than hashing them. Throws `MissingFact`.
 */
export async function readEntries(db: Db, countyId: number, from: number, to: number): Promise<Entries> {
  const { rows } = await sql<{ records: string | null }>`${prepared}
    select encode(string_agg(record, ''::bytea order by position), 'base64') as records
    from (
      select position, commitment || coalesce(uuid_send(device_id), decode(repeat('00', 16), 'hex'))
        || int8send(coalesce(device_seq, 0)) as record
      from fact where county_id = ${countyId} and position > ${from} and position <= ${to}
    ) as following`.execute(db)
  const records = Buffer.from(rows[0]?.records ?? '', 'base64')
  // Positions are unique: as many as there are places are all of them.
  if (records.length !== (to - from) * recordLength) throw new MissingFact(await findGap(db, countyId, from, to))
  const marks = new Map<string, string>()
  return { count: to - from, at: (index) => entryIn(records, index * recordLength, marks) }
}

/** The first position without a fact. */
async function findGap(db: Db, countyId: number, from: number, to: number): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(min(place), ${to} + 1) as position from generate_series(${from}::bigint + 1, ${to}::bigint) as place
    where not exists (select from fact where county_id = ${countyId} and position = place)`.execute(db)
  return rows[0]?.position ?? to + 1
}

function entryIn(records: Buffer, at: number, marks: Map<string, string>): string {
  const commitment = records.toString('base64', at, at + 32)
  const seq = records.readUInt32BE(at + 48) * 2 ** 32 + records.readUInt32BE(at + 52)
  if (seq === 0) return entryText(commitment)
  const device = records.toString('latin1', at + 32, at + 48)
  const mark = marks.get(device) ?? deviceMark(uuidOf(records.toString('hex', at + 32, at + 48)))
  marks.set(device, mark)
  return entryText(commitment, { mark, seq })
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A place in the county's order has no fact any more: only somebody with rights over the database can have done that. */
export class MissingFact extends Error {
  override name = 'MissingFact'
  readonly position: number

  constructor(position: number) {
    super(`the fact at position ${position} is missing`)
    this.position = position
  }
}
