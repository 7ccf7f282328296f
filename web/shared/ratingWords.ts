import type { Satisfied } from '../../src/contract/ratings.ts'
import type { Language } from './language.ts'

/** The three questions, the same on a citizen's own page and when he is called: `satisfied` in the words of GB/T 39735-2020. */
export interface RatingWords {
  readonly solved: string
  readonly satisfied: string
  readonly satisfiedAnswers: Readonly<Record<Satisfied, string>>
  readonly told: string
  readonly toldAnswers: { readonly no: string; readonly yes: string }
}

export const ratingWords: Record<Language, RatingWords> = {
  zh: {
    solved: '您的事真的解决了吗？',
    satisfied: '您满意吗？',
    satisfiedAnswers: {
      very: '非常满意',
      satisfied: '满意',
      basically: '基本满意',
      dissatisfied: '不满意',
      veryDissatisfied: '非常不满意',
    },
    told: '有没有人教您怎么答，或给您东西？',
    toldAnswers: { no: '没有', yes: '有' },
  },
  en: {
    solved: 'Was it really solved?',
    satisfied: 'Are you satisfied?',
    satisfiedAnswers: {
      very: 'Very satisfied',
      satisfied: 'Satisfied',
      basically: 'Basically satisfied',
      dissatisfied: 'Dissatisfied',
      veryDissatisfied: 'Very dissatisfied',
    },
    told: 'Did anybody tell you what to answer, or give you something?',
    toldAnswers: { no: 'No', yes: 'Yes' },
  },
}
