import type { Language } from '../shared/language.ts'
import { type Clip, clips, type NumberClip } from './clips.ts'

const files = import.meta.glob<string>('./audio/*.ogg', { query: '?url', import: 'default', eager: true })

/** The loudspeaker. Browsers keep a page mute until it is touched once; `onMuted` says how it stands. */
export interface Sound {
  say(clip: Clip, language: Language): void
  /** One after the other, fetched when they are wanted first. */
  tell(parts: readonly NumberClip[], language: Language): void
  unlock(): void
}

export function openSound(onMuted: (muted: boolean) => void): Sound {
  const context = new AudioContext()
  const loaded = new Map<string, AudioBuffer>()
  let playing: AudioBufferSourceNode[] = []
  /** Of what was said last: whatever is still being fetched by then is not said any more. */
  let turn = 0

  const tell = () => onMuted(context.state !== 'running')
  context.addEventListener('statechange', tell)
  tell()
  for (const clip of clips) {
    void load(`zh-${clip}`)
    void load(`en-${clip}`)
  }
  return {
    say: (clip, language) => play([`${language}-${clip}`]),
    tell: (parts, language) => {
      const names = parts.map((part) => `${language}-${part}`)
      const own = ++turn
      void Promise.all(names.map(load)).then(() => own === turn && play(names))
    },
    unlock() {
      if (context.state !== 'running') void context.resume().catch(() => undefined)
    },
  }

  function play(names: readonly string[]): void {
    const buffers = names.map((name) => loaded.get(name))
    if (buffers.includes(undefined) || context.state !== 'running') return

    turn += 1
    for (const before of playing) before.stop()
    let at = context.currentTime
    playing = buffers.map((buffer) => {
      const source = new AudioBufferSourceNode(context, { buffer: buffer ?? null })
      source.connect(context.destination)
      source.start(at)
      at += buffer?.duration ?? 0
      return source
    })
  }

  async function load(name: string): Promise<void> {
    const address = files[`./audio/${name}.ogg`]
    if (address === undefined || loaded.has(name)) return
    try {
      const answer = await fetch(address)
      loaded.set(name, await context.decodeAudioData(await answer.arrayBuffer()))
    } catch {
      // A clip that is missing or cannot be read leaves the words on the screen, which say the same.
    }
  }
}
