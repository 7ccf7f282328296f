/** Keeps the verify page for when there is no network. It never sees a receipt: what is behind `#` goes to no worker. */

interface Event0 {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent0 extends Event0 {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const worker = self as unknown as {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listen: (event: Event0) => void): void
  addEventListener(kind: 'fetch', listen: (event: FetchEvent0) => void): void
}

const shelf = 'zaigang-verify'
const assets = ['verify.js', 'checker.js', 'verify.css', 'mark.svg']
const files = ['/verify', ...assets.map((name) => `/verify/assets/${name}`)]

worker.addEventListener('install', (event) => {
  const keep = async () => {
    await (await caches.open(shelf)).addAll(files)
    await worker.skipWaiting()
  }
  event.waitUntil(keep())
})

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  const path = pathname.replace(/\/$/, '')
  if (event.request.method !== 'GET' || origin !== worker.location.origin || !files.includes(path)) return
  event.respondWith(freshOrKept(event.request, path))
})

/** The newest from the network, else what was kept: keys and page belong together. */
async function freshOrKept(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(shelf)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await kept.put(path, fresh.clone())
    return fresh
  } catch (failure) {
    const old = await kept.match(path)
    if (old) return old
    throw failure
  }
}
