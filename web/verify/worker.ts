import { freshOr, workerScope } from '../shared/workerScope.ts'

/** Keeps the verify page for when there is no network. It never sees a receipt: what is behind `#` goes to no worker. */
const shelf = 'zaigang-verify'
const assets = ['verify.js', 'checker.js', 'verify.css', 'mark.svg']
const files = ['/verify', ...assets.map((name) => `/verify/assets/${name}`)]

workerScope.addEventListener('install', (event) => {
  const keep = async () => {
    await (await caches.open(shelf)).addAll(files)
    await workerScope.skipWaiting()
  }
  event.waitUntil(keep())
})

workerScope.addEventListener('activate', (event) => event.waitUntil(workerScope.clients.claim()))

workerScope.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  const path = pathname.replace(/\/$/, '')
  if (event.request.method !== 'GET' || origin !== workerScope.location.origin || !files.includes(path)) return
  event.respondWith(freshOrKept(event.request, path))
})

/** The newest from the network, else what was kept: keys and page belong together. */
async function freshOrKept(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(shelf)
  const answer = await freshOr(fetch(request), () => kept.match(path))
  if (answer.ok) await kept.put(path, answer.clone())
  return answer
}
