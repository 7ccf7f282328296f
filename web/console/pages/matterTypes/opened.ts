/** A kind of matter to begin, or the next version of one. */
export type TypeDraft = { readonly kind: 'new' } | { readonly kind: 'next'; readonly typeId: string }

/** Something opened above the page. */
export type Opened =
  | { readonly kind: 'draft'; readonly draft: TypeDraft }
  | { readonly kind: 'versions'; readonly typeId: string; readonly name: string }
  | { readonly kind: 'import' }
