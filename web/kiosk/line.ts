import type { FromKiosk, FromStation } from '../../src/contract/kiosk.ts'
import { kioskSocketPath } from '../../src/contract/kioskSocket.ts'
import { backoffMs } from './backoff.ts'
import { type Binding, findBinding, keepBinding, newKeys, publicKeyOf, signOpening } from './key.ts'
import { readMessage } from './message.ts'

type Said<S extends FromStation['say']> = Extract<FromStation, { say: S }>
export type Welcome = Said<'welcome'>

/** How it stands between this page and the station. Only `up` can record anything. */
export type LineState =
  | { readonly state: 'opening' }
  | { readonly state: 'insecure' }
  | { readonly state: 'unbound' }
  /** `isFinal`: only a new registration link helps. */
  | { readonly state: 'refused'; readonly zh: string; readonly en: string; readonly isFinal: boolean }
  | { readonly state: 'up'; readonly welcome: Welcome }
  | { readonly state: 'away'; readonly tries: number }

export interface LineOptions {
  /** The one-time token of a registration link, if the page was opened by one. */
  readonly token: string | undefined
  readonly onState: (state: LineState) => void
  readonly onMessage: (message: FromStation) => void
  /** The station runs another version than this page came from. */
  readonly onNewVersion: () => void
}

/** Refusals that no waiting cures. */
const needsNewLink: ReadonlySet<string> = new Set(['kioskLinkGone', 'kioskUnknown', 'stationRevoked'])
const finalMs = 20_000
/** The station says the time every ten seconds: a line that was silent for six beats is lost, whatever the socket says. */
const beatMs = 5_000
const silentBeats = 6

/**
 * The line to the station. It opens and, after a loss, opens again for ever. `say` and `sendFrame` do nothing while it
 * is not up; `waitingBytes` is what the socket has not passed on yet.
 */
export interface Line {
  say(message: FromKiosk): boolean
  sendFrame(message: ArrayBuffer): void
  waitingBytes(): number
}

export function openLine(options: LineOptions): Line {
  let socket: WebSocket | undefined
  let isUp = false
  let tries = 0
  let token = options.token
  let version: string | undefined
  let pending: CryptoKeyPair | undefined
  let refused: 'no' | 'passing' | 'final' = 'no'
  let nonce = ''

  connect()
  const noteHeard = watchSilence(() => isUp && giveUp())
  return {
    say: (message) => isUp && send(message),
    sendFrame: (message) => void (isUp && socket?.readyState === WebSocket.OPEN && socket.send(message)),
    waitingBytes: () => socket?.bufferedAmount ?? 0,
  }

  function connect(): void {
    if (globalThis.crypto?.subtle === undefined) {
      options.onState({ state: 'insecure' })
      return
    }

    refused = 'no'
    const opened = openSocket((message) => {
      // One that was given up has nothing to say any more.
      if (opened !== socket) return
      if (message === undefined) opened.close()
      else hear(message).catch(() => opened.close())
    }, lost)
    socket = opened
  }

  function lost(): void {
    isUp = false
    tries += 1
    if (refused === 'no') options.onState({ state: 'away', tries })
    setTimeout(connect, refused === 'final' ? finalMs : backoffMs(tries, Math.random()))
  }

  /** A station that hangs answers nobody, not even that the line is closed. */
  function giveUp(): void {
    socket?.removeEventListener('close', lost)
    socket?.close()
    lost()
  }

  async function hear(message: FromStation): Promise<void> {
    noteHeard()
    if (message.say === 'hello') await introduce(message)
    if (message.say === 'bound') await bound(message.kioskId)
    if (message.say === 'welcome') {
      isUp = true
      tries = 0
      options.onState({ state: 'up', welcome: message })
    }
    if (message.say === 'refused' && message.final) refusedBy(message)
    options.onMessage(message)
  }

  async function introduce(hello: Said<'hello'>): Promise<void> {
    if (version !== undefined && version !== hello.version) return options.onNewVersion()
    version = hello.version
    nonce = hello.nonce
    if (token !== undefined) {
      // The same keys again where the answer was lost: the station knows them by now.
      pending ??= await newKeys()
      send({ say: 'bind', token, publicKey: await publicKeyOf(pending) })
      return
    }
    const binding = await findBinding()
    if (binding === undefined) options.onState({ state: 'unbound' })
    else send(await proofOf(binding, nonce))
  }

  async function bound(kioskId: string): Promise<void> {
    if (pending === undefined) return
    const binding = { kioskId, keys: pending }
    await keepBinding(binding)
    pending = undefined
    token = undefined
    send(await proofOf(binding, nonce))
  }

  /** A link that is used up is forgotten, so that an older registration of this screen gets its turn. */
  function refusedBy({ refusal, zh, en }: Said<'refused'>): void {
    const isFinal = needsNewLink.has(refusal)
    refused = isFinal ? 'final' : 'passing'
    if (isFinal) token = undefined
    options.onState({ state: 'refused', zh, en, isFinal })
  }

  function send(message: FromKiosk): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false
    socket.send(JSON.stringify(message))
    return true
  }
}

function openSocket(onMessage: (message: FromStation | undefined) => void, onClose: () => void): WebSocket {
  const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${kioskSocketPath}`)
  opened.binaryType = 'arraybuffer'
  opened.addEventListener('message', (event) => onMessage(readMessage(event.data)))
  opened.addEventListener('close', onClose)
  return opened
}

/** The word that opens the line: the key of this screen over the station's nonce. */
async function proofOf(binding: Binding, nonce: string): Promise<FromKiosk> {
  return { say: 'open', kioskId: binding.kioskId, signature: await signOpening(binding, nonce) }
}

/** Calls back, and again, once nothing was noted for too long. Beats, not time: a machine that slept has heard nothing either. */
function watchSilence(onSilence: () => void): () => void {
  let beats = 0
  setInterval(() => {
    beats += 1
    if (beats > silentBeats) onSilence()
  }, beatMs)
  return () => {
    beats = 0
  }
}

/** Takes the registration token out of the address, where it must not stay. */
export function takeToken(): string | undefined {
  const [, token] = /^#bind=([\w.~-]{20,100})$/.exec(location.hash) ?? []
  if (location.hash.startsWith('#bind=')) history.replaceState(null, '', location.pathname + location.search)
  return token
}
