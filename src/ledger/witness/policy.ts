import { type Policy, PolicyError, parsePolicy } from '../../kit/tlog/policy.ts'
import { StartError } from '../../store/start-error.ts'

/**
 * Reads the operator's file of witnesses (C2SP tlog-policy; log lines are not needed). Throws `StartError`, which names the
 * line in both languages: a log must not go on without its witnesses because of a slip of the pen.
 */
export function readWitnessPolicy(text: string): Policy {
  const policy = read(text)
  for (const { name, url } of policy.witnesses) {
    if (url === undefined) throw wrong(`见证 ${name} 没有地址`, `the witness ${name} has no address`)
    if (!isAddress(url))
      throw wrong(`见证 ${name} 的地址无效：${url}`, `the witness ${name} has no valid address: ${url}`)
  }
  if (policy.witnesses.length > 0 && policy.quorum === 'none') {
    throw wrong('列了见证却写 quorum none，等于不要见证', 'witnesses are named, but quorum none asks for none')
  }
  return policy
}

function read(text: string): Policy {
  try {
    return parsePolicy(text)
  } catch (failure) {
    if (!(failure instanceof PolicyError)) throw failure
    const [, line = '', why = failure.message] = /^line (\d+): (.*)$/s.exec(failure.message) ?? []
    const place = line === '' ? ['', ''] : [`第 ${line} 行：`, `line ${line}: `]
    throw wrong(`${place[0]}${inChinese(why)}`, `${place[1]}${why}`)
  }
}

const wrong = (zh: string, en: string): StartError => new StartError('witnessPolicyWrong', `${zh}  (${en})`)

function isAddress(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') && parsed.search === '' && parsed.hash === ''
}

/** The sentences of the parser; a line's form (`witness <name> <vkey>…`) is the same in every language. */
const sentences: readonly (readonly [en: RegExp, zh: string])[] = [
  [/^no quorum line$/, '缺少 quorum 一行'],
  [/^a second quorum line$/, '有两行 quorum'],
  [/^unknown word (.*)$/, '不认识的词 $1'],
  [/^the same log twice$/, '同一账本写了两次'],
  [/^the same witness twice$/, '同一见证公钥写了两次'],
  [/^the name (.*) twice$/, '名称 $1 重复或不可用'],
  [/^(.*) is not defined before, or a member twice$/, '$1 前面没有定义，或重复列为成员'],
  [/^(log|witness|group|quorum) (<.*)$/, '应写成 $1 $2'],
]

function inChinese(why: string): string {
  const found = sentences.find(([en]) => en.test(why))
  return found ? why.replace(...found) : why
}
