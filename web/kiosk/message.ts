import type { FromStation } from '../../src/contract/kiosk.ts'

const known: Readonly<Record<FromStation['say'], true>> = {
  hello: true,
  bound: true,
  welcome: true,
  show: true,
  time: true,
  refused: true,
  visitKept: true,
  countyAnswered: true,
}

/**
 * Reads a message of the station. The page is served by the very station it talks to, in the version `hello` names, so
 * only what would break the page is refused: not JSON, or a word it does not know.
 */
export function readMessage(text: unknown): FromStation | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const message: unknown = JSON.parse(text)
    return isKnown(message) ? message : undefined
  } catch {
    return undefined
  }
}

function isKnown(message: unknown): message is FromStation {
  if (typeof message !== 'object' || message === null || !('say' in message)) return false
  return typeof message.say === 'string' && Object.hasOwn(known, message.say)
}
