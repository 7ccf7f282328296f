import { inBoth } from '../../language.tsx'

/** The frame of the page; what facts are called is in `words/`, by room. */
export const auditWords = inBoth(
  {
    title: '审计日志',
    lead: '谁在什么时候做了什么，最新的在前。只能看，不能改；改动本身也会留下记录。',
    kind: '事项',
    allKinds: '全部事项',
    at: '时间',
    by: '由谁',
    body: '内容',
    older: '更早的记录',
    none: '没有记录',
    noneNext: '换一个事项，或查看全部。',
    end: '没有更早的记录了',
    items: (n: number) => `${n} 项`,
    listed: (items: readonly string[]) => items.join('、'),
    actors: { account: '账号', station: '站点机', staff: '本人', system: '系统', public: '未登录' },
  },
  {
    title: 'Audit log',
    lead: 'Who did what and when, newest first. Reading only; every change leaves its own record.',
    kind: 'What',
    allKinds: 'Everything',
    at: 'Time',
    by: 'By',
    body: 'Content',
    older: 'Older records',
    none: 'No records',
    noneNext: 'Choose another kind, or everything.',
    end: 'Nothing older',
    items: (n) => `${n} ${n === 1 ? 'item' : 'items'}`,
    listed: (items) => items.join(', '),
    actors: { account: 'account', station: 'station', staff: 'the person', system: 'system', public: 'not logged in' },
  },
)
