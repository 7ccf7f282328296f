import { StartError } from './start-error.ts'

/** The same server by another login. */
export function withLogin(address: string, name: string, password: string): string {
  const url = readAddress(address)
  // In the query they win over the ones before the host, which a URL without a host cannot hold.
  url.searchParams.set('user', name)
  url.searchParams.set('password', password)
  return url.href
}

/** The same server and login, another database. */
export function withDatabase(address: string, database: string): string {
  const url = readAddress(address)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

/** The name of the database of an address. */
export function databaseOf(address: string): string {
  const name = decodeURIComponent(readAddress(address).pathname.slice(1))
  if (name === '') throw new StartError('badDatabaseUrl', 'postgres://…/<database>')
  return name
}

/** Never says the address itself: it holds a password. */
function readAddress(address: string): URL {
  if (!/^postgres(ql)?:\/\//.test(address)) throw new StartError('badDatabaseUrl', 'postgres://…')
  try {
    return new URL(address)
  } catch {
    throw new StartError('badDatabaseUrl', 'postgres://…')
  }
}
