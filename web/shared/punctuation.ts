/** The marks between what a page puts together itself. */
export const punctuation = {
  zh: { stop: '。', colon: '：', semicolon: '；', comma: '，' },
  en: { stop: '. ', colon: ': ', semicolon: '; ', comma: ', ' },
}
