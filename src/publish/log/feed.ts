import type { KeptCheckpoint } from './store.ts'

export interface Feed {
  readonly countyName: string
  readonly origin: string
  /** Of the log, without a slash at the end. */
  readonly url: string
  /** Newest first. */
  readonly checkpoints: readonly KeptCheckpoint[]
  /** For a log that has published nothing. */
  readonly now: string
}

/** Checkpoints as an Atom feed (RFC 4287): an entry's address and what it signs stay, so whoever has
 * read it can hold us to it. */
export function formatFeed({ countyName, origin, url, checkpoints, now }: Feed): string {
  const entries = checkpoints.map(({ size, note, publishedAt }) => {
    const address = `${url}/checkpoints/${size}`
    return `  <entry>
    <id>${escaped(address)}</id>
    <title>${size}</title>
    <updated>${publishedAt}</updated>
    <link href="${escaped(address)}"/>
    <content type="text">${escaped(note)}</content>
  </entry>
`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escaped(`${url}/feed.xml`)}</id>
  <title>${escaped(`${countyName} ${origin}`)}</title>
  <updated>${checkpoints[0]?.publishedAt ?? now}</updated>
  <author><name>${escaped(countyName)}</name></author>
  <link rel="self" href="${escaped(`${url}/feed.xml`)}"/>
  <link href="${escaped(url)}"/>
${entries.join('')}</feed>
`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
