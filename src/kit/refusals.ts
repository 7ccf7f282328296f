/**
 * Every refusal of the product: name → status, Chinese, English. Screens translate the name; nobody writes an error
 * sentence elsewhere. Keep the names in alphabetical order.
 */
export const refusals = {
  alreadyDone: [409, '已经办过，无需重复。', 'This has been done already.'],
  badInput: [400, '输入有误，请检查后重试。', 'The input is not valid. Please check it and try again.'],
  diskFull: [
    507,
    '磁盘已满，暂时无法保存。请联系管理员。',
    'The disk is full: nothing can be kept now. Please tell the administrator.',
  ],
  csrfWrong: [403, '页面已过期，请刷新后重试。', 'This page is out of date. Please reload and try again.'],
  forbidden: [403, '您没有权限执行此操作。', 'You are not allowed to do this.'],
  idempotencyConflict: [
    409,
    '同一请求编号已用于不同的内容。',
    'The same request key was used for something else before.',
  ],
  notFound: [404, '没有找到。', 'Not found.'],
  notLoggedIn: [401, '请先登录。', 'Please log in first.'],
  storeAway: [503, '数据库暂时不可用，请稍后再试。', 'The database is away for a moment. Please try again.'],
  surprise: [
    500,
    '系统出现意外，已记录。请稍后再试。',
    'Something unexpected happened and was logged. Please try again later.',
  ],
  tooLarge: [413, '内容过大。', 'The content is too large.'],
  tooManyRequests: [429, '操作过于频繁，请稍后再试。', 'Too many requests. Please try again later.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type RefusalName = keyof typeof refusals

/** A refusal on its way to whoever asked. `detail` names fields or values, never secrets. */
export class Refusal extends Error {
  readonly refusal: RefusalName
  readonly detail: unknown
  constructor(name: RefusalName, detail?: unknown) {
    super(name)
    this.name = 'Refusal'
    this.refusal = name
    this.detail = detail
  }
  get status(): number {
    return refusals[this.refusal][0]
  }
}

export function refuse(name: RefusalName, detail?: unknown): never {
  throw new Refusal(name, detail)
}

/** The sentence of a refusal in a language of the screens. */
export const sentenceOf = (name: RefusalName, language: 'zh' | 'en'): string =>
  refusals[name][language === 'zh' ? 1 : 2]
