import { describe, expect, test } from 'vitest'
import { formatVkey, keyTypes } from '../../src/kit/tlog/note.ts'
import { readWitnessPolicy } from '../../src/ledger/witness/policy.ts'
import { StartError } from '../../src/store/start-error.ts'
import { newKeys } from './paperLog.ts'

const vkey = (name: string): string => formatVkey(newKeys(name, keyTypes.cosignature).key)
const [a, b, c] = [vkey('a.example'), vkey('b.example'), vkey('c.example')]
const three = `
# 市纪委、市审计局、邻县人大
witness 市纪委监委 ${a} https://jiwei.example/w
witness 市审计局\t${b} http://10.1.2.3:7380/
witness 邻县人大 ${c} http://10.9.9.9:7380
group 三取二 2 市纪委监委 市审计局 邻县人大
quorum 三取二
`

describe('the operator’s file of witnesses', () => {
  test('two of three, with names as people know them', () => {
    const policy = readWitnessPolicy(three)
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['市纪委监委', 'https://jiwei.example/w'],
      ['市审计局', 'http://10.1.2.3:7380'],
      ['邻县人大', 'http://10.9.9.9:7380'],
    ])
    expect(policy.quorum).toBe('三取二')
  })

  test('nobody at all may be written down too', () => {
    expect(readWitnessPolicy('quorum none\n')).toMatchObject({ witnesses: [], quorum: 'none' })
  })

  test.each([
    [three.replace(`${b}`, a), '第 4 行：同一见证公钥写了两次', 'line 4: the same witness twice'],
    [
      three.replace('市审计局\t', '市纪委监委 '),
      '第 4 行：名称 市纪委监委 重复或不可用',
      'line 4: the name 市纪委监委 twice',
    ],
    [three.replace('witness 邻县人大', 'witnes 邻县人大'), '第 5 行：不认识的词 witnes', 'line 5: unknown word witnes'],
    [three.replace(`${c}`, `${c.slice(0, -5)}AAAA=`), '第 5 行：应写成 witness <name>', 'line 5: witness <name>'],
    [three.replace('2 市', '4 市'), '第 6 行：应写成 group <name>', 'line 6: group <name>'],
    [three.replace('市审计局 邻', '审计局 邻'), '第 6 行：审计局 前面没有定义', 'line 6: 审计局 is not defined before'],
    [three.replace('quorum 三取二', ''), '缺少 quorum 一行', 'no quorum line'],
    [`${three}quorum 市审计局\n`, '第 8 行：有两行 quorum', 'line 8: a second quorum line'],
    [three.replace('quorum 三取二', 'quorum none'), '等于不要见证', 'quorum none asks for none'],
    [three.replace(' https://jiwei.example/w', ''), '见证 市纪委监委 没有地址', 'has no address'],
    [three.replace('https://jiwei', 'ftp://jiwei'), '的地址无效', 'no valid address'],
    [three.replace('https://jiwei.example/w', 'jiwei.example'), '的地址无效', 'no valid address'],
  ])('a slip of the pen stops the start and is named in both languages (%#)', (text, zh, en) => {
    const failure = (() => {
      try {
        return readWitnessPolicy(text)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(failure).toBeInstanceOf(StartError)
    expect((failure as StartError).message).toContain(zh)
    expect((failure as StartError).message).toContain(en)
  })
})
