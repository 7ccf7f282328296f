import { Button } from 'antd'
import { useLanguage, useWords } from '../language.tsx'
import { TranslationIcon } from '../parts/icons.tsx'
import { shellWords } from './shellWords.ts'

export function LanguageSwitch() {
  const words = useWords(shellWords)
  const { language, choose } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      type="text"
      icon={<TranslationIcon />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={words.switchTo}
      onClick={() => choose(other)}
    >
      <span className="wide-only">{words.switchTo}</span>
    </Button>
  )
}
