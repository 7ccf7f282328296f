import type { Projection } from '../fact/append.ts'
import { compare, rebuild } from '../fact/rebuild.ts'
import type { Db } from '../store/open.ts'
import { run } from './backup/command.ts'
import { demandShape, reach, sayHow } from './backup/reach.ts'
import { projectionsOf, roles } from './backup/tables.ts'
import { sayTo } from './say.ts'
import { readSettings } from './settings.ts'

const say = sayTo(process.stdout)

/**
 * `npm run rebuild`: compares every read table with what the facts make, then makes it anew from them. The program may go
 * on running: whoever wants to keep something waits meanwhile.
 */
await run(async () => {
  const reached = await reach(readSettings(process.env, process.argv.slice(2)), say)
  try {
    sayHow(reached, say)
    if (reached.as === 'running') {
      say.warn(
        '重建期间，签到与登记都要等待；事实多时请在夜间做',
        'Whoever checks in or enters something waits meanwhile: with many facts do this at night',
      )
    }
    await demandShape(reached)
    let differences = 0
    for (const role of roles) differences += await remake(reached[role], reached.name[role], projectionsOf[role])
    process.exitCode = differences === 0 ? 0 : 1
  } finally {
    await reached.stop()
  }
})

async function remake(owner: Db, name: string, projections: readonly Projection[]): Promise<number> {
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
