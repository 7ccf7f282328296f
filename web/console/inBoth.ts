/** Words of one part of the console in both languages; what is missing in English does not compile. */
export interface Words<W> {
  readonly zh: W
  readonly en: W
}

export const inBoth = <W>(zh: W, en: NoInfer<W>): Words<W> => ({ zh, en })
