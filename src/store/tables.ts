/**
 * Every table by name, as a query sees it. Each room adds its own beside the code that owns them:
 *
 * ```ts
 * declare module '../store/tables.ts' {
 *   interface Tables { site: SiteTable }
 * }
 * ```
 */
export interface Tables {
  migration: { name: string; hash: string; at: string }
}
