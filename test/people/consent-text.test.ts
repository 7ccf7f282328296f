import { describe, expect, test } from 'vitest'
import { consentText, consentTexts, digestOfText } from '../../src/people/consent-text.ts'

describe('the text of the consent', () => {
  test.each([
    ['what for', '目的', 'manner'],
    ['why a face', '必要性', 'Necessity'],
    ['its effect', '影响', 'effect'],
    ['kept at the station only', '只保存在本站点的站点机内', 'only in the computer of this site'],
    ['encrypted', '加密', 'encrypted'],
    ['how long', '保存多久', 'How long'],
    ['another way', '刷卡', 'card'],
    ['no disadvantage', '效力完全相同', 'count exactly the same'],
    ['withdrawal at any time', '随时撤回', 'Withdrawal at any time'],
    ['its rights', '查阅、复制、更正、删除', 'see, copy, correct and delete'],
    ['no decision by a machine alone', '自动作出的决定', 'by a machine alone'],
    ['one purpose', '只针对“人脸签到”这一项', 'check-in by face alone'],
  ])('says %s in both languages', (_, zh, en) => {
    expect(consentText.zh).toContain(zh)
    expect(consentText.en).toContain(en)
  })

  test.each(['必须刷脸', '不得撤回', '不可撤销', '永久', '转授权', '无限期'])('never says “%s”', (words) => {
    expect(consentText.zh).not.toContain(words)
  })

  test('both languages have the same number of articles', () => {
    const zh = consentText.zh.split('\n').filter((line) => /^[一二三四五六七八九十]+、/.test(line))
    const en = consentText.en.split('\n').filter((line) => /^\d+\. /.test(line))
    expect([zh.length, en.length]).toEqual([9, 9])
  })

  test('its digest is over version and both languages', () => {
    const { version, zh, en, sha256 } = consentText
    expect(sha256).toBe(digestOfText(version, zh, en))
    expect(sha256).not.toBe(digestOfText(version, `${zh} `, en))
    expect(sha256).not.toBe(digestOfText(version, zh, `${en} `))
  })

  test('a version never changes once people may have signed it', () => {
    expect(consentTexts.map(({ version, sha256 }) => [version, sha256])).toEqual([
      ['2026-11', '2d9c0504fc14b6fb85f01bdb880571af9c731ebb0d1c8680fbe12ce91917736f'],
    ])
  })
})
