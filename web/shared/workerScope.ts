interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/** What a service worker of ours uses of its surroundings; the library of a page does not describe it. */
export const workerScope = self as unknown as {
  readonly location: Location
  readonly caches: CacheStorage
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listen: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', listen: (event: Fetching) => void): void
}

/** What the network answers; what was kept, where it fails or (with a patience in ms) takes longer, if anything was kept. */
export async function freshOr(
  fresh: Promise<Response>,
  findKept: () => Promise<Response | undefined>,
  patienceMs?: number,
): Promise<Response> {
  const late = patienceMs === undefined ? [] : [new Promise<undefined>((wake) => setTimeout(wake, patienceMs))]
  const answer = await Promise.race([fresh, ...late]).catch(() => undefined)
  return answer ?? (await findKept()) ?? fresh
}
