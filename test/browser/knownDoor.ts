import { dayOf } from '../../src/kit/time.ts'
import { arriveAt, forget, type Door as Known, newDoor } from '../../src/presence/rules/series/door.ts'
import { seriesPolicy } from '../../src/presence/rules/series/policy.ts'
import type { Usual } from '../../src/presence/rules/series/usual.ts'
import { honestMonth, ordinarySite } from '../../src/presence/simulate/crowd.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { keepDoor } from '../../src/presence/station/doors.ts'
import '../../src/presence/station/tables.ts'
import { findText, keepSecret, openDataDir } from '../../src/store/files.ts'
import { openDb } from '../../src/store/open.ts'
import { socketUrl } from '../../src/store/server.ts'
import { type Door, isIdle } from './door.ts'
import { type Product, startProduct } from './product.ts'

/**
 * Ends the product and starts it again where it was, with a door that has seen a month of honest people: the kiosk opens
 * itself again. Simulated numbers, learnt and kept by the product's own rules, for a month would take a month.
 */
export async function restartKnown({ product, kiosk }: Door): Promise<Product> {
  const dir = await openDataDir(product.dataDir)
  const socket = (await findText(dir.socketNote))?.trim() ?? ''
  const db = openDb(socketUrl(socket, await keepSecret(dir, 'postgres-superuser'), 'zaigang_station'), { max: 1 })
  const bound = await db.selectFrom('own_kiosk').selectAll().executeTakeFirstOrThrow()
  const owner = { countyId: bound.county_id, deviceId: bound.device_id }
  await keepDoor(db, owner, { kioskId: bound.kiosk_id, usual: learnt() }, dayOf(new Date().toISOString()))
  await db.destroy()
  await product.stop()
  const again = await startProduct({ dataDir: product.dataDir, port: Number(new URL(product.url).port) })
  await kiosk.page.reload()
  await kiosk.until(isIdle)
  return again
}

function learnt(): Usual {
  const nobody = () => false
  const passed = honestMonth(seeded(20_261_122), ordinarySite).reduce<Known>(
    (door, one) => arriveAt(forget(door, one.endedAt, nobody, seriesPolicy), one, seriesPolicy),
    newDoor,
  )
  return forget(passed, Number.POSITIVE_INFINITY, nobody, seriesPolicy).usual
}
