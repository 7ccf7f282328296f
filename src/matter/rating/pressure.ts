import { sql } from 'kysely'
import type { Pressure } from '../../contract/routes/ratings.ts'
import { listPressure } from '../../contract/routes/ratings.ts'
import { answer } from '../../http/answer.ts'

/** Where people were told what to answer, for those above the offices. */
export const pressureAnswer = answer(listPressure, async (_, { db, countyId }) => {
  const { rows } = await sql<Pressure>`
    select it.unit_id as "unitId", coalesce(unit.name, county.name, '') as "unitName", period,
      count(*) filter (where said ->> 'told' = 'true') as told,
      count(*) filter (where said ->> 'told' is not null) as answered
    from rating_release as it cross join jsonb_array_elements(it.answers) as said
    left join unit on unit.county_id = it.county_id and unit.unit_id = it.unit_id
    left join county on county.county_id = it.county_id and it.unit_id is null
    where it.county_id = ${countyId} group by 1, 2, 3
    having count(*) filter (where said ->> 'told' = 'true') > 0
    order by period desc, "unitName" limit 500`.execute(db)
  return rows
})
