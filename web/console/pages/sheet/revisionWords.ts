import { inBoth } from '../../language.tsx'

export const revisionWords = inBoth(
  {
    title: '历次定稿',
    revision: (n: number) => `第 ${n} 版`,
    by: (at: string, by: string) => `${at}，${by}`,
    erased: (people: number) => `其中 ${people} 人的记录已依申请删除`,
    seen: '下面显示的就是这一版',
    look: (n: number) => `查看第 ${n} 版`,
    changes: (n: number) => `比上一版改了 ${n} 个半天`,
    hide: '收起',
    heads: { before: '上一版', after: '这一版' },
    old: (n: number) => `下面是第 ${n} 版，后来又更正过`,
    toLast: '回到最新一版',
  },
  {
    title: 'Every time it was made final',
    revision: (n) => `Revision ${n}`,
    by: (at, by) => `${at}, ${by}`,
    erased: (people) => `${people} erased from it on request`,
    seen: 'Shown below',
    look: (n) => `Look at revision ${n}`,
    changes: (n) => `${n} half-days changed`,
    hide: 'Hide',
    heads: { before: 'Revision before', after: 'This revision' },
    old: (n) => `Below is revision ${n}; it was revised since`,
    toLast: 'Back to the last one',
  },
)
