import type { TerminalPin } from '../../contract/terminals.ts'

interface Known {
  readonly staffId: string
  readonly employeeNo: string
}

/**
 * Whose a terminal's numbers are: as the list of the terminal says, else whoever has it as his employee number. Zeros in
 * front are dropped only where that leaves one person. Nobody who is not among `staff` is ever found.
 */
export function openWho(pins: readonly TerminalPin[], staff: readonly Known[]): (pin: string) => string | null {
  const known = new Set(staff.map((it) => it.staffId))
  const told = new Map(pins.filter((it) => known.has(it.staffId)).map((it) => [it.pin, it.staffId]))
  const listed = new Set(pins.map((it) => it.pin))
  const exact = new Map(staff.map((it) => [it.employeeNo, it.staffId]))
  const bare = bareNumbers(staff)
  return (pin) => {
    if (listed.has(pin)) return told.get(pin) ?? null
    return exact.get(pin) ?? bare.get(bareOf(pin)) ?? null
  }
}

/** Employee numbers without zeros in front, those of two people left out. */
function bareNumbers(staff: readonly Known[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const { staffId, employeeNo } of staff) {
    const bare = bareOf(employeeNo)
    if (found.has(bare)) twice.add(bare)
    found.set(bare, staffId)
  }
  for (const bare of twice) found.delete(bare)
  return found
}

const bareOf = (text: string): string => text.replace(/^0+(?=.)/, '')
