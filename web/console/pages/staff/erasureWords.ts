import { inBoth } from '../../language.tsx'

/** What is said where somebody who has left is erased from printed months. */
export const erasureWords = inBoth(
  {
    tab: '已定稿考勤表',
    title: '从已定稿考勤表删除',
    lead: '离职人员可以要求删除。他在各月定稿考勤表上的内容会被销毁，每份留下一张销毁凭证；其他人的内容不变。',
    erase: '提出删除',
    explain: (name: string) => `销毁 ${name} 在所有已定稿考勤表上的内容，不能恢复。请写明谁要求、为什么。`,
    done: '已销毁',
    none: '没有一份定稿的考勤表上有这个人。',
  },
  {
    tab: 'Finalised sheets',
    title: 'Erase from finalised sheets',
    lead: 'Whoever has left may ask for it. What the finalised sheets say of this person is destroyed, with a certificate for each; everybody else’s stays.',
    erase: 'Propose to erase',
    explain: (name) =>
      `Destroys for good what all finalised sheets say of ${name}. Please say who asked for it, and why.`,
    done: 'Destroyed',
    none: 'No finalised sheet names this person.',
  },
)
