/** The same in both languages of the console. */
export type Both = readonly [zh: string, en: string]

/**
 * How one room's facts are said on the audit page. A field, or the values of one, that means something else in one kind
 * stands as `kind.field`, and goes before the plain name. Names of nested objects count like fields.
 */
export interface RoomWords {
  readonly kinds: Readonly<Record<string, Both>>
  readonly fields: Readonly<Record<string, Both>>
  readonly values: Readonly<Record<string, Readonly<Record<string, Both>>>>
}
