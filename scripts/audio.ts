import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { type Clip, clips, type NumberClip, numberClips } from '../web/kiosk/clips.ts'

/**
 * Makes the kiosk's spoken prompts: `npx tsx scripts/audio.ts` (needs espeak-ng, sox and ffmpeg with libopus).
 * The voice `cmn` of espeak-ng misreads Hanzi, so it is fed numbered pinyin; the neutral tones and the tone of 一 are
 * set by hand below. A person's recording under the same file names replaces a clip without any other change.
 */
const folder = 'web/kiosk/audio'
const longestThanksSeconds = 1.6
const largestTotalBytes = 60_000
const largestNumberBytes = 40_000

const zh: Record<Clip | NumberClip, string> = {
  thanks: '谢谢，已签到',
  turnLeft: '请向左转头',
  turnRight: '请向右转头',
  openMouth: '请张开嘴',
  blink: '请眨两下眼睛',
  comeCloser: '请走近一点',
  openMouthTurnLeft: '张开嘴，向左转头',
  openMouthTurnRight: '张开嘴，向右转头',
  openMouthComeCloser: '张开嘴，走近一点',
  again: '再来一次',
  otherWay: '请用密码或卡签到',
  yourNumber: '您的号是',
  before: '前面还有',
  waiting: '位',
  next: '下一个就是您',
  two: '两',
  ten: '十',
  digit0: '零',
  digit1: '一',
  digit2: '二',
  digit3: '三',
  digit4: '四',
  digit5: '五',
  digit6: '六',
  digit7: '七',
  digit8: '八',
  digit9: '九',
}

const en: Record<Clip | NumberClip, string> = {
  thanks: 'Thank you, checked in.',
  turnLeft: 'Please turn your head left.',
  turnRight: 'Please turn your head right.',
  openMouth: 'Please open your mouth.',
  blink: 'Please blink twice.',
  comeCloser: 'Please come closer.',
  openMouthTurnLeft: 'Open your mouth and turn left.',
  openMouthTurnRight: 'Open your mouth and turn right.',
  openMouthComeCloser: 'Open your mouth and come closer.',
  again: 'Once more.',
  otherWay: 'Please use PIN or card.',
  yourNumber: 'Your number is',
  before: 'Before you',
  waiting: 'waiting.',
  next: 'You are next.',
  two: 'two',
  ten: 'ten',
  digit0: 'zero',
  digit1: 'one',
  digit2: 'two',
  digit3: 'three',
  digit4: 'four',
  digit5: 'five',
  digit6: 'six',
  digit7: 'seven',
  digit8: 'eight',
  digit9: 'nine',
}

/** Syllables said otherwise than the dictionary has them. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/ ?， ?/g, ', '],
  [/xie4 xie\d/g, 'xie4 xie5'],
  [/yan3 jing1/g, 'yan3 jing5'],
  [/yi1 dian3/g, 'yi4 dian3'],
  [/yi1 ci4/g, 'yi2 ci4'],
  [/yi1 ge4/g, 'yi2 ge5'],
  [/\bde0\b/g, 'de5'],
]

const syllables = (text: string): string =>
  spoken.reduce((said, [from, to]) => said.replace(from, to), pinyin(text, { toneType: 'num', toneSandhi: false }))

const scratch = mkdtempSync(join(tmpdir(), 'audio-'))
const sizes = [clips, numberClips].map(makeAll)
rmSync(scratch, { recursive: true })
console.log(`${sizes.join(' + ')} bytes in all`)
if (sizes.some((size, i) => size > ([largestTotalBytes, largestNumberBytes][i] ?? 0))) {
  throw new Error('the clips are too large')
}

function makeAll(names: readonly (Clip | NumberClip)[]): number {
  let total = 0
  for (const clip of names) {
    total += make(`zh-${clip}`, 'cmn-latn-pinyin', syllables(zh[clip]), clip === 'thanks' ? 205 : 185)
    total += make(`en-${clip}`, 'en-gb', en[clip], 165)
  }
  return total
}

function make(name: string, voice: string, words: string, speed: number): number {
  const raw = join(scratch, `${name}.wav`)
  const trimmed = join(scratch, `${name}-trimmed.wav`)
  const out = join(folder, `${name}.ogg`)
  execFileSync('espeak-ng', ['-v', voice, '-s', String(speed), '-p', '45', '-a', '180', '-w', raw, words])
  const silence = ['silence', '1', '0.01', '0.5%', 'reverse', 'silence', '1', '0.01', '0.5%', 'reverse']
  execFileSync('sox', [raw, '-r', '24000', trimmed, ...silence, 'pad', '0', '0.06', 'norm', '-2'])
  const opus = ['-c:a', 'libopus', '-b:a', '12k', '-application', 'voip', '-ac', '1', '-frame_duration', '60']
  const bare = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact']
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', trimmed, ...bare, ...opus, out])
  const seconds = Number(execFileSync('soxi', ['-D', trimmed]))
  const bytes = statSync(out).size
  console.log(`${name.padEnd(26)} ${seconds.toFixed(2)} s ${String(bytes).padStart(6)} B  ${words}`)
  if (name === 'zh-thanks' && seconds > longestThanksSeconds) throw new Error('the thanks take too long')
  return bytes
}
