import { runWitness } from '../../src/ledger/commands/witness.ts'

/* A witness as a program of its own, to be killed. */
process.exitCode = await runWitness(process.argv.slice(2), process.stdout)
