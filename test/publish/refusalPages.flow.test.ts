import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNewHouse, openWholeHouse, type WholeHouse } from '../house/house.ts'
import type { Answered, House } from '../people/house.ts'

let whole: WholeHouse
let fresh: House
beforeAll(async () => {
  whole = await openWholeHouse()
  fresh = await openNewHouse()
})
afterAll(() => Promise.all([whole.close(), fresh.close()]))

const browsing = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'zh-CN' }
const open = (house: House, path: string, headers: Record<string, string> = browsing): Promise<Answered> =>
  house.browser().call('GET', path, undefined, headers)
const typeOf = ({ raw }: Answered): string => String(raw.headers['content-type'])

describe('an address that is none of ours', () => {
  test.each([
    ['/nowhere', 'href="/"'],
    ['/board/abc', 'href="/boards?lang=zh"'],
    ['/board/abc/poster', 'href="/boards?lang=zh"'],
    ['/visit/at/abc', 'href="/boards?lang=zh"'],
    ['/visit/ABC', 'href="/boards?lang=zh"'],
    ['/queue/abc', 'href="/boards?lang=zh"'],
    ['/receipt/abc', 'href="/boards?lang=zh"'],
  ])('%s is not found, on a page that leads on', async (path, link) => {
    const answered = await open(whole, path)
    expect([answered.status, typeOf(answered)]).toEqual([404, 'text/html; charset=utf-8'])
    for (const said of ['没有找到', '/board/assets/citizen.css', link]) expect(answered.body).toContain(said)
    expect(answered.body).not.toContain('输入有误')
  })

  test('is told in the language of the browser, and holds nothing of what was asked for', async () => {
    const { body } = await open(whole, '/no<b>where', { ...browsing, 'accept-language': 'en-GB,en' })
    expect(body).toContain('To the start page')
    expect(body).not.toMatch(/where<|[\u4e00-\u9fff]/)
  })

  test('is answered to programs as before', async () => {
    for (const [path, headers] of [
      ['/nowhere', {}],
      ['/api/nowhere', browsing],
    ] as const) {
      const answered = await open(whole, path, headers)
      expect([answered.status, answered.body.refusal]).toEqual([404, 'notFound'])
    }
    const malformed = await open(whole, '/api/board/abc', browsing)
    expect([malformed.status, malformed.body.refusal]).toEqual([400, 'badInput'])
  })
})

test('what is wrong in the words of a form is not said of its address', async () => {
  const { status, body } = await whole.browser().post('/matter', { code: 'x'.repeat(81), lang: 'zh' })
  expect(status).toBe(400)
  expect(body).toContain('输入有误')
})

describe('before the set-up', () => {
  test.each(['/boards', '/matter', '/measures', '/counts', '/log'])(
    '%s says so and leads to the start',
    async (path) => {
      const { status, body } = await open(fresh, path)
      expect(status).toBe(404)
      expect(body).toContain('还没有完成初始设置')
      expect(body).toContain('href="/"')
      expect(body).not.toContain('href="/boards')
    },
  )
})
