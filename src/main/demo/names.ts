import { createHash } from 'node:crypto'
import type { Dice } from './dice.ts'

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵',
]
const given = [
  ...'建国秀英明军丽敏静强磊洋艳勇杰娟涛霞平刚桂兰辉鹏华飞玲文斌红波宁颖海燕晓东志伟春梅世荣佳怡子涵思远一鸣若琳泽楷天佑',
]

/** A made-up name of two or three characters. */
export function nameOf(dice: Dice): string {
  const first = dice.pick(given)
  return `${dice.pick(surnames)}${first}${dice.next() < 0.7 ? dice.pick(given) : ''}`
}

/** The same UUID for the same key, so that loading the demonstration twice makes nothing twice. */
export function idOf(key: string): string {
  const hex = createHash('sha256').update(`zaigang demo ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
