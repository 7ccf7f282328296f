import type { Language } from '../shared/language.ts'
import { type Clip, clips } from './clips.ts'

const files = import.meta.glob<string>('./audio/*.ogg', { query: '?url', import: 'default', eager: true })

/** The loudspeaker. Browsers keep a page mute until it is touched once; `onMuted` says how it stands. */
export interface Sound {
  say(clip: Clip, language: Language): void
  unlock(): void
}

export function openSound(onMuted: (muted: boolean) => void): Sound {
  const context = new AudioContext()
  const loaded = new Map<string, AudioBuffer>()
  let playing: AudioBufferSourceNode | undefined

  const tell = () => onMuted(context.state !== 'running')
  context.addEventListener('statechange', tell)
  tell()
  for (const clip of clips) {
    void load(`zh-${clip}`)
    void load(`en-${clip}`)
  }
  return {
    say(clip, language) {
      const buffer = loaded.get(`${language}-${clip}`)
      if (buffer === undefined || context.state !== 'running') return

      playing?.stop()
      playing = new AudioBufferSourceNode(context, { buffer })
      playing.connect(context.destination)
      playing.start()
    },
    unlock() {
      if (context.state !== 'running') void context.resume().catch(() => undefined)
    },
  }

  async function load(name: string): Promise<void> {
    const address = files[`./audio/${name}.ogg`]
    if (address === undefined) return
    try {
      const answer = await fetch(address)
      loaded.set(name, await context.decodeAudioData(await answer.arrayBuffer()))
    } catch {
      // A clip that is missing or cannot be read leaves the words on the screen, which say the same.
    }
  }
}
