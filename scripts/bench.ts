// `npm run bench [-- --json] [--people N] [name…]`: every figure beside its limit, both measured in this run; `--people` is
// how many the largest month sheet has.
import { parseArgs } from 'node:util'
import { type BenchOptions, type BenchRow, meets } from '../bench/row.ts'

const all = [
  'facts',
  'ledger',
  'ledger-proofs',
  'month',
  'matters',
  'deadlines',
  'face-match',
  'face-pipeline',
  'face-live',
  'liveness',
  'product',
  'weights',
  'lighthouse',
  'citizen',
] as const
const { values, positionals: names } = parseArgs({
  options: { json: { type: 'boolean' }, people: { type: 'string' } },
  allowPositionals: true,
})
const options: BenchOptions = values.people === undefined ? {} : { people: Number(values.people) }
const chosen = names.length > 0 ? all.filter((name) => names.includes(name)) : all

const rows: BenchRow[] = []
for (const [i, name] of chosen.entries()) {
  process.stderr.write(`[${i + 1}/${chosen.length}] ${name} …\n`)
  const { bench }: { bench(options: BenchOptions): Promise<BenchRow[]> } = await import(`../bench/${name}.ts`)
  rows.push(...(await bench(options)))
}

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))

if (values.json) console.log(JSON.stringify(rows, null, 2))
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
