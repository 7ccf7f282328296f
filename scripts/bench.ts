// `npm run bench [-- --json] [-- name…]`: every figure beside its limit, both measured in this run.
import { meets } from '../bench/row.ts'

const all = ['facts', 'month', 'face-match', 'face-pipeline', 'product', 'weights', 'lighthouse'] as const
const words = process.argv.slice(2)
const json = words.includes('--json')
const names = words.filter((word) => word !== '--json')
const chosen = names.length > 0 ? all.filter((name) => names.includes(name)) : all

const rows = []
for (const [i, name] of chosen.entries()) {
  process.stderr.write(`[${i + 1}/${chosen.length}] ${name} …\n`)
  const { bench } = (await import(`../bench/${name}.ts`)) as typeof import('../bench/weights.ts')
  rows.push(...(await bench()))
}

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))

if (json) console.log(JSON.stringify(rows, null, 2))
else {
  console.log('| figure | measured | limit | ratio | goal | |\n|---|---|---|---|---|---|')
  for (const it of rows) {
    const met = meets(it) ? 'met' : 'NOT MET'
    console.log(
      `| ${it.name} | ${short(it.value)} ${it.unit} | ${short(it.limit)} (${it.limitName}) | ${it.ratio.toFixed(2)} | ${it.goal} | ${met} |`,
    )
  }
}
process.exit(0)
