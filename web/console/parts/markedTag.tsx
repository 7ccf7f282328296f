import { Tag } from 'antd'

/** Where something stands: a mark and a word, so that nobody has to tell colours apart. */
export function MarkedTag({ mark, tone, word }: { mark: string; tone: string; word: string }) {
  return (
    <Tag className={tone}>
      <span aria-hidden="true">{mark}</span> {word}
    </Tag>
  )
}
