import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane (its first recommendation by memory). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The argon2id digest of a password or PIN, with its own salt and parameters. */
export const digestOf = (secret: string): Promise<string> => hash(secret.normalize('NFKC'), cost)

/**
 * Whether a password fits. Without a digest (no such account, no password) it works as long as with one, on a digest that
 * fits nothing, and answers no.
 */
export async function fits(secret: string, digest: string | null): Promise<boolean> {
  const right = await verify(digest ?? nobodys, secret.normalize('NFKC'))
  return right && digest !== null
}

/** The digest of 32 random bytes nobody kept. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$Ci0CwvFuUJuyBA6w9MUW5g$YoBcg+2vyUUmcL+safIY9LDRVvLJMtcIj/NN40JD+UA'

/** Why a password is too simple, or null: it holds the login, or has fewer than five different characters. */
export function judgePassword(password: string, login: string): 'holdsLogin' | 'fewCharacters' | null {
  if (password.toLowerCase().includes(login.toLowerCase())) return 'holdsLogin'
  return new Set(password).size < 5 ? 'fewCharacters' : null
}
