import { attendanceAudit } from './attendance.ts'
import { calendarAudit } from './calendar.ts'
import { commonAudit } from './common.ts'
import { mattersAudit } from './matters.ts'
import { matterTypesAudit } from './matterTypes.ts'
import { noticesAudit } from './notices.ts'
import { peopleAudit } from './people.ts'
import { presenceAudit } from './presence.ts'
import { problemsAudit } from './problems.ts'
import { proposalsAudit } from './proposals.ts'
import { ratingsAudit } from './ratings.ts'
import type { Both, RoomWords } from './room.ts'
import { rosterAudit } from './roster.ts'
import { suspectsAudit } from './suspects.ts'
import { visitsAudit } from './visits.ts'

/** The words of all rooms; no plain name stands in two of them. */
export const auditRooms: readonly RoomWords[] = [
  commonAudit,
  peopleAudit,
  calendarAudit,
  rosterAudit,
  presenceAudit,
  suspectsAudit,
  attendanceAudit,
  proposalsAudit,
  mattersAudit,
  matterTypesAudit,
  ratingsAudit,
  visitsAudit,
  problemsAudit,
  noticesAudit,
]

/** Every kind of fact on the page, with its name. */
export const auditKindWords: ReadonlyMap<string, Both> = new Map(
  auditRooms.flatMap(({ kinds }) => Object.entries(kinds)),
)

const fields = new Map(auditRooms.flatMap(({ fields: them }) => Object.entries(them)))
const values = new Map(auditRooms.flatMap(({ values: them }) => Object.entries(them)))

/** What a field of a kind of fact is called; nested ones by their own name. */
export const findField = (kind: string, field: string): Both | undefined =>
  fields.get(`${kind}.${field}`) ?? fields.get(field)

/** What a value of a field means, where it is a word of ours. */
export function findValue(kind: string, field: string, value: string): Both | undefined {
  return wordIn(values.get(`${kind}.${field}`), value) ?? wordIn(values.get(field), value)
}

const wordIn = (table: Readonly<Record<string, Both>> | undefined, value: string): Both | undefined =>
  table !== undefined && Object.hasOwn(table, value) ? table[value] : undefined
