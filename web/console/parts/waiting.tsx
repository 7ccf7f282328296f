import { Alert, Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { sentenceFor } from '../asked.ts'
import { commonWords } from '../commonWords.ts'
import { useLanguage, useWords } from '../language.tsx'

export function Loading() {
  const words = useWords(commonWords)
  return (
    <div className="loading" role="status">
      <Spin />
      <span>{words.loading}</span>
    </div>
  )
}

interface Asked<T> {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Draws an answer once it is there; before that a quiet sign, and on failure the sentence with a way to try again. */
export function Answered<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ReactNode }) {
  if (asked.data !== undefined) return children(asked.data)
  return asked.error === null ? <Loading /> : <Failure failure={asked.error} again={() => void asked.refetch()} />
}

/** A failure in the user's language. */
export function Failure({ failure, again }: { failure: unknown; again?: () => void }) {
  const words = useWords(commonWords)
  const { language } = useLanguage()
  const button = again && (
    <Button size="small" onClick={again}>
      {words.again}
    </Button>
  )
  return <Alert type="error" showIcon title={sentenceFor(failure, language)} action={button} />
}
