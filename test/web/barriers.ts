import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

interface Which {
  /** Rules by their tags; without them axe's usual ones. */
  readonly tags?: readonly string[]
  readonly without?: readonly string[]
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/**
 * What axe finds wrong on a page as it stands. Only violations are written out (naming all that is right in a month of
 * cells takes most of axe's time), and in the page itself, which has no frames of others.
 */
export async function violationsOf(page: Page, { tags, without = [] }: Which = {}): Promise<Violations> {
  const rules = Object.fromEntries(without.map((it) => [it, { enabled: false }]))
  const runOnly = tags && { runOnly: { type: 'tag' as const, values: [...tags] } }
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], rules, ...runOnly })
  return (await axe.setLegacyMode(true).analyze()).violations
}
