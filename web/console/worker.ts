import { freshOr, workerScope } from '../shared/workerScope.ts'

/** What this build consists of; the build writes it before this script. */
const { version, entry, needed, all } = (workerScope as unknown as { readonly built: Built }).built

interface Built {
  readonly version: string
  /** The script that the page names: tells whether a page is of this build. */
  readonly entry: string
  /** What the counter needs to be opened. */
  readonly needed: readonly string[]
  readonly all: readonly string[]
}

/**
 * Keeps the console's page and files, so that a counter that was closed can be opened again without a network. They are the
 * same for everybody: no answer of the center is ever kept here. Page and files are always of one build.
 */
const shelves = 'zaigang-console '
const shelf = shelves + version
const page = '/console/'
/** Nobody waits longer for a network that does not answer. */
const patienceMs = 5000

workerScope.addEventListener('install', (event) => event.waitUntil(keep()))
workerScope.addEventListener('activate', (event) => event.waitUntil(takeOver()))
workerScope.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== workerScope.location.origin) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (all.includes(pathname)) event.respondWith(openFile(request, pathname))
})

async function keep(): Promise<void> {
  const fresh = await fetch(page, { cache: 'no-store' })
  // In the moment of an update the page may be of another build than this script: then the next try will do.
  if (!fresh.ok || !(await fresh.clone().text()).includes(entry)) throw new Error('the page is of another build')
  const kept = await caches.open(shelf)
  await kept.put(page, fresh)
  await kept.addAll([...needed])
  await workerScope.skipWaiting()
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((it) => it.startsWith(shelves) && it !== shelf)
  await Promise.all(old.map((it) => caches.delete(it)))
  await workerScope.clients.claim()
}

const openPage = (request: Request): Promise<Response> => {
  const fresh = fetch(request).then((it) => (it.status < 500 ? it : Promise.reject(new Error(`answer ${it.status}`))))
  return freshOr(fresh, async () => (await caches.open(shelf)).match(page), patienceMs)
}

/** Its name changes with its content. */
async function openFile(request: Request, pathname: string): Promise<Response> {
  const shelved = await caches.open(shelf)
  const kept = await shelved.match(pathname)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await shelved.put(pathname, fresh.clone())
  return fresh
}
