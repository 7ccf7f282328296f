/** A caller of the product's JSON routes with cookies and the token against forged requests, like the console. */
export interface Client {
  get<T>(path: string): Promise<T>
  send<T>(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<T>
  /** Answers the status instead of failing. */
  status(method: string, path: string, body?: unknown): Promise<number>
}

export function openClient(base: string): Client {
  const jar = new Map<string, string>()
  let csrf = ''
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-csrf-token': csrf,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
  const refresh = async (): Promise<void> => {
    csrf = ((await (await call('GET', '/api/me')).json()) as { csrf: string }).csrf
  }
  const read = async <T>(response: Response, what: string): Promise<T> => {
    const text = await response.text()
    if (!response.ok) throw new Error(`${what} answered ${response.status}: ${text}`)
    return JSON.parse(text) as T
  }
  return {
    get: async (path) => read(await call('GET', path), `GET ${path}`),
    send: async (method, path, body) => {
      await refresh()
      return read(await call(method, path, body), `${method} ${path}`)
    },
    status: async (method, path, body) => {
      await refresh()
      return (await call(method, path, body)).status
    },
  }
}
