import type { AttendanceRule } from '../../contract/attendance.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'

/** The rules in force or to come, in the order they were kept. */
export async function listKeptRules(db: Db, countyId: number): Promise<AttendanceRule[]> {
  const rows = await db
    .selectFrom('attendance_rule')
    .select('body')
    .where('county_id', '=', countyId)
    .orderBy('kept_at')
    .orderBy('rule_id')
    .execute()
  return rows.map((row) => row.body)
}
