import { FromKiosk, type FromStation } from '../../contract/kiosk.ts'
import type { FaceEngine } from '../../face/engine.ts'
import { Refusal, type RefusalName, refuse, sentenceOf } from '../../kit/refusals.ts'
import type { AttemptPolicy } from '../rules/policy.ts'
import type { Stations } from '../station/stations.ts'
import { frameLimits, messageLimits, openMeter } from './frames.ts'
import { bindKiosk, type Opened, proveKiosk } from './handshake.ts'
import { Kiosk } from './kiosk.ts'

/** One WebSocket, or anything like it. Handlers are set once; messages arrive in order. */
export interface Connection {
  send(text: string): void
  close(): void
  onMessage(handle: (data: Uint8Array | string) => void): void
  onClose(handle: () => void): void
}

export interface KioskDeps {
  readonly stations: Stations
  /** The face engine, or null while it is not ready. */
  readonly engine: () => FaceEngine | null
  readonly policy: AttemptPolicy
  /** Cryptographically random bytes. */
  readonly random: (count: number) => Uint8Array
  readonly version: string
  readonly onSurprise: (failure: unknown) => void
  /** Who has a kiosk open now; one for the whole program. */
  readonly open: OpenKiosks
}

/** Kiosks with an open connection, by id. */
export type OpenKiosks = Map<string, Kiosk>

/** Ends every open kiosk and waits until what was begun there is on the disk. */
export async function closeKiosks(open: OpenKiosks): Promise<void> {
  const all = [...open.values()]
  for (const kiosk of all) kiosk.end()
  await Promise.all(all.map((kiosk) => kiosk.settled()))
}

/** Whoever has not opened by then is no kiosk. */
const openWithinMs = 10_000
/** A page that looks sends frames all the time. One that was silent for this long gives way to another with the same key. */
const silentMs = 10_000

/**
 * Serves one kiosk on a connection, from `hello` to its end. Everything that comes in is handled one at a time. What
 * cannot be read ends the connection; what is refused is said in both languages; a surprise is reported and never
 * acknowledged as done.
 */
export function openKiosk(connection: Connection, deps: KioskDeps): void {
  new Socket(connection, deps).greet()
}

class Socket {
  readonly #connection: Connection
  readonly #deps: KioskDeps
  readonly #nonce: string
  readonly #admitMessage = openMeter(messageLimits)
  readonly #admitFrame = openMeter(frameLimits)
  readonly #deadline: NodeJS.Timeout
  #kiosk: Kiosk | null = null
  #kioskId: string | null = null
  #ended = false
  #last: Promise<void> = Promise.resolve()

  constructor(connection: Connection, deps: KioskDeps) {
    this.#connection = connection
    this.#deps = deps
    this.#nonce = Buffer.from(deps.random(32)).toString('base64url')
    this.#deadline = setTimeout(() => this.#end(), openWithinMs)
  }

  greet(): void {
    this.#connection.onMessage((data) => (typeof data === 'string' ? this.#hear(data) : this.#see(data)))
    this.#connection.onClose(() => this.#end())
    this.#say({
      say: 'hello',
      nonce: this.#nonce,
      stationTime: this.#deps.stations.clock.now(),
      version: this.#deps.version,
    })
  }

  #see(message: Uint8Array): void {
    const admission = this.#admitFrame(this.#deps.stations.clock.monotonic())
    if (admission === 'close') this.#refuse('tooManyFrames', true)
    else if (this.#kiosk === null) this.#refuse('messageWrong', true)
    else if (admission === 'take' && !this.#kiosk.takeFrame(message)) this.#refuse('messageWrong', true)
  }

  #hear(text: string): void {
    const admission = this.#admitMessage(this.#deps.stations.clock.monotonic())
    if (admission !== 'take') {
      this.#refuse('tooManyRequests', admission === 'close')
      return
    }
    const message = findMessage(text)
    if (message === undefined) this.#refuse('messageWrong', true)
    else this.#last = this.#last.then(() => this.#handle(message)).catch((failure: unknown) => this.#fail(failure))
  }

  async #handle(message: FromKiosk): Promise<void> {
    if (this.#ended) return
    if (message.say === 'bind') {
      this.#say({ say: 'bound', kioskId: await bindKiosk(this.#deps.stations, message) })
    } else if (message.say === 'open') {
      if (this.#kiosk !== null) refuse('messageWrong')
      this.#open(await proveKiosk(this.#deps.stations, message, this.#nonce))
    } else if (this.#kiosk === null) refuse('messageWrong')
    else await this.#kiosk.take(message)
  }

  #open({ running, kioskId }: Opened): void {
    if (this.#ended) return
    const other = this.#deps.open.get(kioskId)
    if (other && !other.isSilentFor(silentMs)) refuse('kioskAlreadyOpen')
    other?.end()
    clearTimeout(this.#deadline)
    const { policy, random, engine, onSurprise } = this.#deps
    this.#kioskId = kioskId
    this.#kiosk = new Kiosk({
      running,
      kioskId,
      policy,
      random,
      engine,
      onSurprise,
      say: (message) => this.#say(message),
      close: () => this.#end(),
    })
    this.#deps.open.set(kioskId, this.#kiosk)
    this.#kiosk.begin()
  }

  /** A refusal before the kiosk is open ends it: there is nothing it could do but begin again. */
  #fail(failure: unknown): void {
    const refusal = failure instanceof Refusal ? failure.refusal : 'surprise'
    if (refusal === 'surprise') this.#deps.onSurprise(failure)
    this.#refuse(refusal, this.#kiosk === null)
  }

  #refuse(refusal: RefusalName, final: boolean): void {
    this.#say({ say: 'refused', refusal, zh: sentenceOf(refusal, 'zh'), en: sentenceOf(refusal, 'en'), final })
    if (final) this.#end()
  }

  #say(message: FromStation): void {
    if (!this.#ended) this.#connection.send(JSON.stringify(message))
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#deadline)
    this.#kiosk?.end()
    if (this.#kioskId !== null && this.#deps.open.get(this.#kioskId) === this.#kiosk) {
      this.#deps.open.delete(this.#kioskId)
    }
    this.#connection.close()
  }
}

/** Longer messages are no messages of ours. */
const longestMessage = 4_000

function findMessage(text: string): FromKiosk | undefined {
  if (text.length > longestMessage) return undefined
  try {
    return FromKiosk.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
