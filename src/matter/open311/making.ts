import { randomBytes } from 'node:crypto'
import type { TakeMatter } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Ask } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { hashOfCode, receiptCodeOf } from '../../kit/receiptCode.ts'
import { sha256Of } from '../../people/secrets/token.ts'
import { listSites, listUnits } from '../../people/store/tree.ts'
import { takeFromOutside } from '../handling/taking.ts'
import { one, type Params, type Reported, readReported } from './asked.ts'
import { wrong } from './errors.ts'
import { demandJurisdiction, getService } from './finding.ts'
import { findKeyBySecret } from './store.ts'
import { tellMade } from './telling.ts'
import { siteFor } from './where.ts'
import type { Told } from './wire.ts'

interface Making {
  /** Else everything is checked and nothing kept. */
  readonly keep: boolean
  readonly url: string
}

/** Makes a matter of what is reported, with a receipt code that is told this once. */
export async function makeRequest(ask: Ask, params: Params, { keep, url }: Making): Promise<Told> {
  await demandJurisdiction(ask, params)
  await demandKey(ask, params)
  const type = await getService(ask, one(params, 'service_code') ?? wrong(400, 'service_code: is required'))
  const reported = readReported(params, type)
  const siteId = await placeFor(ask, type, reported)
  if (!keep) return tellMade(newId(), null, testNotice)

  const code = receiptCodeOf(randomBytes(13))
  const matterId = newId()
  await ask.part((inner) =>
    takeFromOutside(inner, matterOf(type, reported, { matterId, siteId, codeHash: hashOfCode(code) })),
  )
  const notice = `回执编号 ${code}，凭它在 ${url}/matter 查询和评价 / Your code ${code}: look and rate at ${url}/matter`
  return tellMade(matterId, matterId, notice)
}

const testNotice = '测试接口：未保存 / test endpoint: nothing was kept'

async function demandKey({ db, countyId }: Ask, params: Params): Promise<void> {
  const key = one(params, 'api_key')
  const found = key === undefined ? undefined : await findKeyBySecret(db, countyId, sha256Of(key))
  if (found === undefined) wrong(403, 'api_key: missing, unknown or revoked')
}

async function placeFor({ db, countyId }: Ask, type: MatterType, { place }: Reported): Promise<string> {
  const [units, sites] = [await listUnits(db, countyId), await listSites(db, countyId)]
  const open = sites.filter((it) => !it.closed)
  return siteFor({ units, sites: open }, type.unitId, place.address) ?? wrong(400, 'nobody here can take it yet')
}

interface Ids {
  readonly matterId: string
  readonly siteId: string
  readonly codeHash: string
}

const matterOf = (
  { typeId, name }: MatterType,
  { description, place, applicant, answered }: Reported,
  ids: Ids,
): TakeMatter => ({
  ...ids,
  ...{ typeId, title: name, description, place, applicant, brought: [...answered] },
  ...{ channel: 'open311', agentStaffId: null, external: null, suggestion: null, takenAt: null },
})
