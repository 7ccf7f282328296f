import { sql } from 'kysely'
import type { Description, Template } from '../../face/description.ts'
import type { Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { oneAtATime } from '../oneAtATime.ts'
import type { TemplateTable } from '../station/tables.ts'
import { digestOf, openContent, rewrapKey, sealContent } from './envelope.ts'
import type { KeyHook } from './keyHook.ts'
import { openSiteKeys, type SiteKeys } from './siteKeys.ts'
import { toBytes, toDescription } from './templateBytes.ts'

export interface Enrolled {
  readonly templateId: string
  readonly staffId: string
  readonly consentId: string
  readonly enrolledAt: Iso
}

/** What a deletion certificate says: the digest of the ciphertext destroyed, and the site key that had wrapped its key. */
export interface Destroyed extends Enrolled {
  readonly ciphertextSha256: string
  readonly keyId: string
}

/** Appends what is to be recorded of a change, in its transaction. */
export type Certify = (tx: Db, gone: readonly Destroyed[]) => Promise<void>

/**
 * The encrypted templates of one station (AES-256-GCM: a key per template, wrapped by the site key, wrapped by the
 * outermost key). Vectors exist in the clear only in this process's memory. There is no way to ask it for anything that
 * could be sent: see [Note: Erased means erased from backups too] in siteKeys.ts for what erasing does.
 */
export interface Vault {
  /** Seals a template into the database and destroys the one the person had before, with `certify` in the same transaction. */
  keep(db: Db, enrolled: Enrolled, description: Description, certify: Certify): Promise<void>
  /** Who has a template, opened or not. */
  list(db: Db): Promise<Enrolled[]>
  /** Opens every template; one that cannot be opened (another key, altered bytes) is left out and named. */
  open(db: Db): Promise<{ readonly templates: Template[]; readonly shut: string[] }>
  /**
   * Destroys templates: their rows now, in the transaction with `certify`, and then the site key that could open a backup
   * of them. When it rejects nothing was destroyed; when the key could not be (no room on the disk, key command away), it
   * is still owed and `settle` tries again.
   */
  destroy(db: Db, staffIds: readonly string[], certify: Certify): Promise<readonly Destroyed[]>
  /** A new site key; only template keys are wrapped anew. */
  rotate(db: Db): Promise<void>
  /** Destroys the site key that an erasure before could not, if there is one; also one from before the program started. */
  settle(db: Db): Promise<void>
}

/** Opens the vault of a station, making its first site key where there is none. */
export async function openVault(
  owner: { readonly countyId: number; readonly deviceId: string },
  keysFolder: string,
  hook: KeyHook,
): Promise<Vault> {
  const keys = await openSiteKeys(keysFolder, owner.deviceId, hook)
  // Keys and rows change one after another: a row sealed while the keys turn would be lost.
  const inTurn = oneAtATime()
  let owed: boolean | 'unknown' = 'unknown'
  const turnKey = async (db: Db): Promise<void> => {
    owed = true
    await rotate(db, owner, keys).then(
      () => {
        owed = false
      },
      () => undefined,
    )
  }
  return {
    keep: (db, enrolled, description, certify) =>
      inTurn(async () => {
        const replaced = await atomically(db, async (tx) => {
          const old = await removeRows(tx, owner, [enrolled.staffId])
          await insertRow(tx, owner, keys, enrolled, description)
          await certify(tx, old)
          return old
        })
        if (replaced.length > 0) await turnKey(db)
      }),
    list: async (db) => (await listRows(db, owner)).map(enrolledOf),
    open: async (db) => openAll(await listRows(db, owner), keys),
    destroy: (db, staffIds, certify) =>
      inTurn(async () => {
        const gone = await atomically(db, async (tx) => {
          const removed = await removeRows(tx, owner, staffIds)
          if (removed.length > 0) await certify(tx, removed)
          return removed
        })
        if (gone.length > 0) await turnKey(db)
        return gone
      }),
    rotate: (db) => inTurn(() => rotate(db, owner, keys)),
    settle: (db) =>
      inTurn(async () => {
        if (owed === 'unknown') owed = await isOwed(db, owner, keys)
        if (owed) await turnKey(db)
      }),
  }
}

interface Owner {
  readonly countyId: number
  readonly deviceId: string
}

async function insertRow(
  tx: Db,
  owner: Owner,
  keys: SiteKeys,
  enrolled: Enrolled,
  description: Description,
): Promise<void> {
  const { keyId, key } = keys.current()
  const content = toBytes(description)
  const sealed = sealContent(key, content, {
    staffId: enrolled.staffId,
    modelVersion: description.version,
    consentId: enrolled.consentId,
  })
  content.fill(0)
  await tx
    .insertInto('template')
    .values({
      county_id: owner.countyId,
      device_id: owner.deviceId,
      template_id: enrolled.templateId,
      staff_id: enrolled.staffId,
      consent_id: enrolled.consentId,
      model_version: description.version,
      key_id: keyId,
      wrapped_key: Buffer.from(sealed.wrappedKey),
      ciphertext: Buffer.from(sealed.ciphertext),
      enrolled_at: enrolled.enrolledAt,
    })
    .execute()
}

function openAll(rows: readonly TemplateTable[], keys: SiteKeys): { templates: Template[]; shut: string[] } {
  const templates: Template[] = []
  const shut: string[] = []
  for (const row of rows) {
    const opened = tryOpen(row, keys)
    if (opened === undefined) shut.push(row.staff_id)
    else templates.push({ ...opened, person: row.staff_id })
  }
  return { templates, shut }
}

function tryOpen(row: TemplateTable, keys: SiteKeys): Description | undefined {
  const siteKey = keys.find(row.key_id)
  if (siteKey === undefined) return undefined
  const sealed = { wrappedKey: row.wrapped_key, ciphertext: row.ciphertext }
  const bound = { staffId: row.staff_id, modelVersion: row.model_version, consentId: row.consent_id }
  try {
    const content = openContent(siteKey.key, sealed, bound)
    const description = toDescription(content)
    content.fill(0)
    return description
  } catch {
    return undefined
  }
}

async function removeRows(tx: Db, owner: Owner, staffIds: readonly string[]): Promise<readonly Destroyed[]> {
  const rows = (await listRows(tx, owner)).filter((row) => staffIds.includes(row.staff_id))
  for (const row of rows) await deleteRow(tx, row)
  return rows.map(destroyedOf)
}

async function rotate(db: Db, owner: Owner, keys: SiteKeys): Promise<void> {
  const fresh = await keys.add()
  await atomically(db, async (tx) => {
    for (const row of await listRows(tx, owner)) {
      const old = keys.find(row.key_id)
      if (old === undefined) continue
      const wrapped = rewrapKey(old.key, fresh.key, row.wrapped_key)
      await tx
        .updateTable('template')
        .set({ key_id: fresh.keyId, wrapped_key: Buffer.from(wrapped) })
        .where('county_id', '=', row.county_id)
        .where('template_id', '=', row.template_id)
        .execute()
    }
  })
  await keys.dropOld()
}

/** A certificate names a key that is still here: the program ended between the rows and the key. */
async function isOwed(db: Db, { countyId, deviceId }: Owner, keys: SiteKeys): Promise<boolean> {
  const rows = await db
    .selectFrom('fact')
    .select(sql<string | null>`body ->> 'keyId'`.as('keyId'))
    .distinct()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'templateErased')
    .execute()
  return rows.some(({ keyId }) => keyId !== null && keys.find(keyId) !== undefined)
}

const listRows = (db: Db, { countyId, deviceId }: Owner): Promise<TemplateTable[]> =>
  db
    .selectFrom('template')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('template_id')
    .execute()

async function deleteRow(tx: Db, row: TemplateTable): Promise<void> {
  await tx
    .deleteFrom('template')
    .where('county_id', '=', row.county_id)
    .where('template_id', '=', row.template_id)
    .execute()
}

const enrolledOf = (row: TemplateTable): Enrolled => ({
  templateId: row.template_id,
  staffId: row.staff_id,
  consentId: row.consent_id,
  enrolledAt: row.enrolled_at,
})

const destroyedOf = (row: TemplateTable): Destroyed => ({
  ...enrolledOf(row),
  ciphertextSha256: digestOf(row.ciphertext),
  keyId: row.key_id,
})
