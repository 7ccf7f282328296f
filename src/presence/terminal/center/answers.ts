import { keepTerminal, listTerminals, type TerminalRow } from '../../../contract/routes/terminals.ts'
import type { Terminal } from '../../../contract/terminals.ts'
import { type Answer, type Ask, answer, callerOf } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { listVisibleSites } from '../../../people/store/reach.ts'
import { listStaff } from '../../../people/store/staff.ts'
import { getReachedSite } from '../../center/reach.ts'
import { fileAnswers } from './fileAnswers.ts'
import {
  findTerminal,
  listAddresses,
  listMonths,
  listStrangers,
  listTerminalsOf,
  listUnknownPins,
  listUnread,
} from './store.ts'

/** The list of terminals, and files taken from them. */
export const terminalAnswers: readonly Answer[] = [
  answer(listTerminals, async (_, ask) => {
    const { db, countyId, now } = ask
    const siteIds = await listVisibleSites(db, countyId, callerOf(ask))
    const terminals = await listTerminalsOf(db, countyId, siteIds)
    return {
      terminals: await Promise.all(terminals.map((it) => describe(ask, it))),
      strangers: await listStrangers(db, countyId, siteIds, now),
    }
  }),

  answer(keepTerminal, async ({ params: { serial }, body }, ask) => {
    const { db, countyId } = ask
    const known = await findTerminal(db, countyId, serial)
    if (known !== undefined) await getReachedSite(ask, known.siteId, ['systemAdmin', 'clerk'])
    await getReachedSite(ask, body.siteId, ['systemAdmin', 'clerk'])
    // Whose a number is decides whose day it counts for: that is the clerk's to say.
    if (!sameNumbers(body.pins, known?.pins ?? [])) await getReachedSite(ask, body.siteId, ['clerk'])
    await checkPins(ask, body, known)
    await ask.record('terminalKept', { serial, ...body }, { siteId: body.siteId })
    return { done: true } as const
  }),

  ...fileAnswers,
]

async function describe({ db, countyId, caller }: Ask, terminal: Terminal): Promise<TerminalRow> {
  const { serial } = terminal
  const told = caller?.grants.some(({ role }) => role === 'clerk' || role === 'inspector') ?? false
  const [months, unknownPins, unread, addresses] = await Promise.all([
    listMonths(db, countyId, serial),
    listUnknownPins(db, countyId, serial),
    listUnread(db, countyId, serial, told),
    listAddresses(db, countyId, serial),
  ])
  return { ...terminal, months, unknownPins, unread, addresses }
}

const sameNumbers = (a: Terminal['pins'], b: Terminal['pins']): boolean =>
  a.length === b.length && a.every(({ pin, staffId }, i) => b[i]?.pin === pin && b[i]?.staffId === staffId)

/** A number is one person's, and that person works at the site or was named here before. */
async function checkPins(
  ask: Ask,
  { siteId, pins }: Pick<Terminal, 'siteId' | 'pins'>,
  known?: Terminal,
): Promise<void> {
  const doubled = pins.find(({ pin }, i) => pins.findIndex((it) => it.pin === pin) !== i)
  if (doubled !== undefined) refuse('terminalPinWrong', doubled.pin)
  const staff = await listStaff(ask.db, ask.countyId, { siteId })
  const may = new Set([...staff, ...(known?.pins ?? [])].map((it) => it.staffId))
  const wrong = pins.find(({ staffId }) => !may.has(staffId))
  if (wrong !== undefined) refuse('terminalPinWrong', wrong.pin)
}
