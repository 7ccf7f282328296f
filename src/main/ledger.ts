import { join } from 'node:path'
import type { Policy } from '../kit/tlog/policy.ts'
import { promiseKeyName } from '../kit/tlog/promise.ts'
import { usualCadence } from '../ledger/cadence.ts'
import { type KeyPlace, openSigners } from '../ledger/keys.ts'
import { startPulse } from '../ledger/pulse.ts'
import { openLog, type RunningLog } from '../ledger/running.ts'
import type { Signer } from '../ledger/signer.ts'
import { findHead } from '../ledger/store.ts'
import { cosignWith } from '../ledger/witness/cosign.ts'
import { readWitnessPolicy } from '../ledger/witness/policy.ts'
import { findCounty } from '../people/store/tree.ts'
import { openKeyHook } from '../presence/vault/keyHook.ts'
import { findText } from '../store/files.ts'
import type { Db } from '../store/open.ts'
import { realClock } from './clock.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { reportSurprise } from './version.ts'

/** The county's log while the program runs. */
export interface Ledger {
  /** Nothing before the county is set up. */
  find(): RunningLog | undefined
  stop(): Promise<void>
}

/** Where the log's files are, below the data directory. */
export const logFolder = (dataDir: string): string => join(dataDir, 'log')
/** The operator's file of witnesses (C2SP tlog-policy). */
const witnessesFile = (dataDir: string): string => join(dataDir, 'witnesses')

/** What a county's log is called until it has to be begun anew. */
const firstOrigin = (countyId: number): string => `kq.${countyId}/log1`

/** Opens the log where there is a county already, and lets it grow from now on. Throws `StartError`. */
export async function startLedger(settings: Settings, db: Db, say: Say): Promise<Ledger> {
  const witnesses = await findWitnesses(settings.dataDir)
  let log: RunningLog | undefined
  const find = async (): Promise<RunningLog | undefined> => {
    const county = log ? undefined : await findCounty(db)
    if (county) log = await open(county.countyId)
    return log
  }
  const open = async (countyId: number): Promise<RunningLog> => {
    const origin = (await findHead(db, countyId))?.origin ?? firstOrigin(countyId)
    const { publicUrl, dataDir } = settings
    return openLog({
      db,
      clock: realClock,
      countyId,
      origin,
      folder: logFolder(dataDir),
      ...(await openLogKeys(settings, origin)),
      cosign: witnesses ? cosignWith({ db, countyId, policy: witnesses.policy, clock: realClock }) : async () => [],
      url: publicUrl && `${publicUrl}/log`,
      witnesses: witnesses?.text,
      onEntries: (done, all) => all >= fewEntries && say.progress('facts → log', done, all),
    })
  }
  await find()
  const pulse = startPulse({
    find,
    monotonic: realClock.monotonic,
    cadence: { ...usualCadence, growEveryMs: settings.logEveryMs },
    onSurprise: reportSurprise,
  })
  return { find: () => log, stop: pulse.stop }
}

/** From here on it takes long enough to be shown. */
const fewEntries = 2_000

interface LogKeys {
  readonly signers: readonly Signer[]
  readonly promiseSigner: Signer
}

async function openLogKeys(settings: Settings, origin: string): Promise<LogKeys> {
  const signers = await openSigners(await logKeys(settings, 'log'), origin)
  const [promiseSigner] = await openSigners(await logKeys(settings, 'promise'), promiseKeyName(origin))
  if (!promiseSigner) throw new Error('no key for promises')
  return { signers, promiseSigner }
}

/** Where the log's keys lie and what wraps them. */
export async function logKeys({ dataDir, keyCommand }: Settings, purpose: KeyPlace['purpose']): Promise<KeyPlace> {
  const folder = join(dataDir, 'keys')
  return { folder, purpose, wrap: await openKeyHook(folder, keyCommand) }
}

interface Witnesses {
  readonly text: string
  readonly policy: Policy
}

/** Throws `StartError` for a file that is no policy. */
async function findWitnesses(dataDir: string): Promise<Witnesses | undefined> {
  // Some editors put a mark before the first letter.
  const text = (await findText(witnessesFile(dataDir)))?.replace(/^\uFEFF/, '')
  return text === undefined ? undefined : { text, policy: readWitnessPolicy(text) }
}
