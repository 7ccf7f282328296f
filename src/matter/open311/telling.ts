import { Temporal } from 'temporal-polyfill'
import type { MatterType } from '../../contract/matterTypes.ts'
import { countyZone, type Iso } from '../../kit/time.ts'
import { endOf, hasEnded, type Matter } from '../handling/matter.ts'
import type { Told } from './wire.ts'

/** A public problem with all that may be told of it. */
export interface Ground {
  readonly type: MatterType
  readonly unitName: string
  /** Somebody read its words and let everybody read them. */
  readonly released: boolean
}

/**
 * A matter as a service request. Nothing of who reported or who handles it, and its words only once they were released;
 * the title stays inside as well, since whoever took it may have written a name into it.
 */
export function tellRequest(matter: Matter, { type, unitName, released }: Ground): Told {
  const { taken, words, takenAt, standing, clocks } = matter
  const due = clocks.findLast((it) => it.scope === 'whole') ?? clocks.at(-1)
  const changes = [takenAt, endOf(matter) ?? takenAt, ...clocks.map((it) => it.startedAt)].sort()
  return {
    service_request_id: taken.matterId,
    status: hasEnded(matter) ? 'closed' : 'open',
    status_notes: notes[standing.state],
    service_name: type.name,
    service_code: type.code,
    description: (released && words?.description) || null,
    agency_responsible: unitName,
    service_notice: null,
    requested_datetime: inZone(takenAt),
    updated_datetime: inZone(changes.at(-1) ?? takenAt),
    expected_datetime: due ? inZone(due.dueAt) : null,
    address: words?.place?.address || null,
    address_id: null,
    zipcode: null,
    lat: words?.place?.lat ?? null,
    long: words?.place?.long ?? null,
    media_url: null,
  }
}

const notes: Readonly<Record<Matter['standing']['state'], string>> = {
  taken: '已登记，待受理 / registered',
  lacking: '待补充材料 / waiting for what is missing',
  running: '办理中 / being done',
  paused: '依法中止 / stopped by law',
  finished: '已办结，待群众确认 / finished, for the citizen to confirm',
  refused: '不予办理，理由已书面告知 / refused, with reasons in writing',
  withdrawn: '已撤回 / withdrawn',
}

/** W3C date and time with the county's zone, to the second. */
export const inZone = (at: Iso): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(countyZone).toString({ smallestUnit: 'second', timeZoneName: 'never' })

/** By which token a request is found; it is its id, since both are there at once. */
export const tellToken = (id: string): { readonly [name: string]: Told } => ({ service_request_id: id, token: id })

/** What was made of a report, with a word to who sent it. There are no accounts. */
export const tellMade = (id: string, token: string | null, notice: string): Told => ({
  ...tellToken(id),
  token,
  service_notice: notice,
  account_id: null,
})
