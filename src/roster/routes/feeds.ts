import { createHash, randomBytes } from 'node:crypto'
import * as routes from '../../contract/routes/roster.ts'
import { type Answer, type Ask, answer, type Caller, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { sha256Of, tokenOf } from '../../people/secrets/token.ts'
import { findCaller } from '../../people/store/accounts.ts'
import { findStaff } from '../../people/store/staff.ts'
import { findSite, listSites, lockCounty, readParents } from '../../people/store/tree.ts'
import { findFeedContent } from '../feeding.ts'
import { type Feed, findFeed, findFeedBySecret, listOpenFeeds } from '../feedStore.ts'
import { writeCalendar } from '../ical.ts'
import { demandStaff, ownStaffId } from '../reach.ts'

/** The address people reach us at. */
export type PublicUrl = (ask: Ask) => string

const listFeeds = answer(routes.listFeeds, async (_, ask) => {
  const feeds = await listOpenFeeds(ask.db, ask.countyId, await ownerOf(ask))
  return feeds.map(({ feedId, of, openedAt }) => ({ feedId, of, openedAt }))
})

/** By whom feeds are one's own: those one opened, and for clerks those of their sites. */
async function ownerOf(ask: Ask): Promise<{ openedBy: string; siteIds: string[] }> {
  const { accountId, grants } = callerOf(ask)
  const parents = await readParents(ask.db, ask.countyId)
  const sites = (await listSites(ask.db, ask.countyId)).filter((it) =>
    holdsWithin(grants, ['clerk'], pathOf(parents, it.unitId)),
  )
  return { openedBy: accountId, siteIds: sites.map((it) => it.siteId) }
}

const openFeed = (publicUrl: PublicUrl): Answer =>
  answer(routes.openFeed, async ({ params, body }, ask) => {
    await lockCounty(ask.db, ask.countyId)
    await demandOf(ask, body.of)
    // What is told once cannot be told again: another feed wants another id.
    if (await findFeed(ask.db, ask.countyId, params.feedId)) refuse('alreadyDone')
    const secret = tokenOf(randomBytes(32))
    const about = body.of.kind === 'staff' ? { staffId: body.of.staffId } : { siteId: body.of.siteId }
    await ask.record('feedOpened', { feedId: params.feedId, of: body.of, secretSha256: sha256Of(secret) }, about)
    return { feedId: params.feedId, url: `${publicUrl(ask)}/feeds/${secret}.ics` }
  })

async function demandOf(ask: Ask, of: Feed['of']): Promise<void> {
  if (of.kind === 'staff' && of.staffId === ownStaffId(ask)) await demandStaff(ask, of.staffId, dayOf(ask.now))
  if (of.kind === 'site' && !(await findSite(ask.db, ask.countyId, of.siteId))) refuse('notFound', 'siteId')
  if (!(await mayFollow(ask, callerOf(ask), of))) refuse('forbidden')
}

/** One's own calendar while one works here; that of a site for its clerks and for whoever works there. */
async function mayFollow(
  { db, countyId, now }: Ask,
  { grants, staffId }: Pick<Caller, 'grants' | 'staffId'>,
  of: Feed['of'],
): Promise<boolean> {
  const self = staffId === null ? undefined : await findStaff(db, countyId, staffId)
  const isHere = self !== undefined && !hasLeft(self, dayOf(now))
  if (of.kind === 'staff') return isHere && of.staffId === self.staffId
  const site = await findSite(db, countyId, of.siteId)
  if (site === undefined) return false
  // Whoever has left keeps no site either, though his account be open still.
  const isClerk = holdsWithin(grants, ['clerk'], pathOf(await readParents(db, countyId), site.unitId))
  return isClerk ? self === undefined || isHere : isHere && self.siteId === site.siteId
}

/** Whether whoever opened a feed may still follow it: his account is open, and his place and his offices are what they were. */
async function isFollowed(ask: Ask, { of, openedBy }: Feed): Promise<boolean> {
  const opener = openedBy === null ? null : await findCaller(ask.db, openedBy)
  return opener !== null && mayFollow(ask, opener, of)
}

const closeFeed = answer(routes.closeFeed, async ({ params }, ask) => {
  await lockCounty(ask.db, ask.countyId)
  const feed = (await findFeed(ask.db, ask.countyId, params.feedId)) ?? refuse('notFound')
  const { openedBy, siteIds } = await ownerOf(ask)
  if (feed.openedBy !== openedBy && !(feed.of.kind === 'site' && siteIds.includes(feed.of.siteId))) refuse('notFound')
  if (!feed.closed) await ask.record('feedClosed', { feedId: feed.feedId })
  return { done: true } as const
})

/** Whoever has the address needs nothing else, so a wrong one must look like one that is over. */
const readFeed = answer(routes.readFeed, async ({ params }, ask) => {
  const secret = params.secret.slice(0, 43)
  const feed = await findFeedBySecret(ask.db, ask.countyId, sha256Of(secret))
  const content =
    feed && (await isFollowed(ask, feed)) && (await findFeedContent(ask.db, ask.countyId, feed.of, ask.now))
  if (!content) return refuse('notFound')
  const text = writeCalendar(content.name, content.events, ask.countyId)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  void ask.reply
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
  if (ask.request.headers['if-none-match'] === etag) return ask.reply.status(304).send()
  void ask.reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="zaigang.ics"')
  return text
})

/** Calendars for phones. */
export const feedAnswers = (publicUrl: PublicUrl): Answer[] => [listFeeds, openFeed(publicUrl), closeFeed, readFeed]
