import type { Projection } from '../fact/append.ts'
import { compare, rebuild } from '../fact/rebuild.ts'
import { stationProjections } from '../presence/station/projections.ts'
import type { Store } from '../store/start.ts'
import { centerProjections } from './answers.ts'
import { openStore } from './house.ts'
import { sayTo } from './say.ts'
import { readSettings } from './settings.ts'

const say = sayTo(process.stdout)

/** `npm run rebuild`: compares every read table with what the facts make, then makes it anew from them. */
const store = await openStore(readSettings(process.env, process.argv.slice(2)), say)
try {
  const differences =
    (await remake(store.center, centerProjections)) + (await remake(store.station, stationProjections))
  process.exitCode = differences === 0 ? 0 : 1
} finally {
  await store.stop()
}

async function remake({ owner, name }: Store['center'], projections: readonly Projection[]): Promise<number> {
  const differences = await compare(owner, projections)
  for (const { table, onlyBefore, onlyAfter } of differences) {
    say.warn(
      `${table}：多 ${onlyBefore.count} 行，少 ${onlyAfter.count} 行`,
      `${table}: ${onlyBefore.count} rows too many, ${onlyAfter.count} missing`,
    )
  }
  const { facts, erased } = await rebuild(owner, projections, (done, all) => say.progress(name, done, all))
  say.step(
    `${name}：由 ${facts} 条事实重建读表（${erased} 条已销毁内容），重建前差异 ${differences.length} 张表`,
    `${name}: read tables made again from ${facts} facts (${erased} erased), ${differences.length} tables differed before`,
  )
  return differences.length
}
