import { Button } from 'antd'
import { Link } from 'wouter'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'

/** The way on from a link that leads nowhere any more. */
export function ToLogIn() {
  const words = useWords(commonWords)
  return (
    <Link href="/log-in" asChild>
      <Button type="primary">{words.toLogIn}</Button>
    </Link>
  )
}
