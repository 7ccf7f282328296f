import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A page for citizens as a whole HTML document. */
export const toDocument = (page: JSX.Element): string => `<!doctype html>${renderToString(page)}`
