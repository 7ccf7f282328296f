import * as routes from '../../src/contract/routes/terminals.ts'
import { done, find, on, put, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

const worlds = new WeakMap<World, routes.TerminalRow[]>()
const at = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

/** One terminal that lacks three punches here, has a number of nobody and an unreadable line, and speaks from elsewhere now. */
export function terminalsOf(world: World): routes.TerminalRow[] {
  const known = worlds.get(world) ?? [
    {
      ...{ serial: 'CGKK204961234', siteId: idOf(2, 2), name: '老考勤机', closed: false, pins: [] },
      months: [
        { month: '2026-03', at: at(40), again: true, holds: 214, kept: 211 },
        { month: '2026-02', at: at(800), again: false, holds: 180, kept: 180 },
      ],
      unknownPins: [{ pin: '77', punches: 4 }],
      unread: [{ at: at(5), count: 2, lines: [{ why: 'time' as const, text: '5 yesterday morning' }] }],
      addresses: [{ at: at(3), address: '192.168.1.30', before: '192.168.1.20' }],
    },
  ]
  worlds.set(world, known)
  return known
}

const nothingYet = { months: [], unknownPins: [], unread: [], addresses: [] }

export const terminalAnswers: readonly TestAnswer[] = [
  on(routes.listTerminals, ({ world }) => ({
    terminals: terminalsOf(world),
    strangers: [{ serial: 'BOCK194960340', siteId: idOf(2, 2), address: '192.168.1.77', at: at(1) }],
  })),
  on(routes.keepTerminal, ({ world, params: { serial }, body }) => {
    const before = terminalsOf(world).find((it) => it.serial === serial) ?? nothingYet
    put(terminalsOf(world), { ...before, serial, ...body }, (it) => it.serial === serial)
    return done
  }),
  on(routes.previewTerminalFile, ({ world, params }) => {
    const { pins } = find(terminalsOf(world), (it) => it.serial === params.serial)
    const bad = pins.length > 0 ? [] : [{ row: 2, why: 'form' as const, text: 'rubbish' }]
    const span = { from: '2026-03-02 07:58:01', to: '2026-03-30 17:40:12' }
    return { sha256: 'ab'.repeat(32), rows: 4, fresh: 3, ...span, unknownPins: pins.length > 0 ? [] : ['77'], bad }
  }),
  on(routes.keepTerminalFile, () => ({ kept: 3 })),
]
