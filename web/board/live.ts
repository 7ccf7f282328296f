/** What a browser with scripts adds to the public pages: quiet refresh, reading aloud, printing, the way back. */
const refreshSeconds = Number(document.body.dataset.refresh ?? 0)
if (refreshSeconds > 0) setInterval(() => void refresh(), refreshSeconds * 1000)

const returnTo = document.body.dataset.return
// A screen on the wall goes back to its board; a telephone keeps what its owner wants to keep.
if (returnTo !== undefined && innerWidth >= 1000) setTimeout(() => location.assign(returnTo), 90_000)

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

offerReading()

/** Replaces what stands on the page by what the server says now; a lost network leaves the last board standing. */
async function refresh(): Promise<void> {
  const reading = 'speechSynthesis' in window && speechSynthesis.speaking
  if (document.hidden || reading) return

  const stale = document.querySelector('#stale')
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of ['main', '#as-of', 'h1']) replace(part, fresh)
    if (stale !== null) stale.textContent = ''
  } catch {
    if (stale !== null) stale.textContent = document.body.dataset.stale ?? ''
  }
}

function replace(selector: string, fresh: Document): void {
  const old = document.querySelector(selector)
  const next = fresh.querySelector(selector)
  if (old === null || next === null || old.innerHTML === next.innerHTML) return
  // Somebody on a keyboard is about to press something in here.
  if (old.contains(document.activeElement)) return

  old.replaceWith(document.adoptNode(next))
}

/** The button shows itself only where a voice of this language lives in the device: nothing is sent to a voice in a cloud. */
function offerReading(): void {
  const button = document.querySelector<HTMLButtonElement>('#read-aloud')
  if (button === null || !('speechSynthesis' in window)) return

  const language = document.documentElement.lang
  const voice = () =>
    speechSynthesis.getVoices().find((it) => it.localService && it.lang.startsWith(language.slice(0, 2)))
  const show = () => {
    button.hidden = voice() === undefined
  }
  show()
  speechSynthesis.addEventListener('voiceschanged', show)
  const read = button.textContent
  button.addEventListener('click', () => {
    const local = voice()
    if (speechSynthesis.speaking || local === undefined) return speechSynthesis.cancel()

    // biome-ignore lint/performance/useDomNodeTextContent: its line breaks are the pauses of the voice
    const text = document.querySelector<HTMLElement>('#now')?.innerText ?? ''
    const saying = new SpeechSynthesisUtterance(text)
    saying.voice = local
    saying.lang = language
    saying.rate = 0.9
    saying.onend = () => {
      button.textContent = read
    }
    button.textContent = button.dataset.stop ?? read
    speechSynthesis.speak(saying)
  })
}
