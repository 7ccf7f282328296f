import type { Reading, SignalName, Unusable } from './reading.ts'

/** A reading that says nothing, and why. */
export const unusableOf = (signal: SignalName, why: Unusable): Reading => ({ signal, kind: 'unusable', why })

/** A measured reading; whatever turns out not to be a number was not measured. */
export function measuredOf(signal: SignalName, value: number, parts: Readonly<Record<string, number>>): Reading {
  if (!Number.isFinite(value)) return unusableOf(signal, 'notMeasured')
  const finite = Object.entries(parts).filter(([, part]) => Number.isFinite(part))
  return { signal, kind: 'measured', value, parts: Object.fromEntries(finite) }
}
