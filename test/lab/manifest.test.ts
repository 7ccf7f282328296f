import { describe, expect, test } from 'vitest'
import { BadManifest, parseManifest } from '../../scripts/lab/manifest.ts'
import { BadCell, readLight, readScript } from '../../scripts/lab/script.ts'
import { decodeText } from '../../scripts/lab/table.ts'

describe('the script of a clip', () => {
  test.each([
    ['turnLeft openMouth blink', ['turnLeft', 'openMouth', 'blink']],
    ['turn-left;open-mouth;come-closer', ['turnLeft', 'openMouth', 'comeCloser']],
    ['Turn left, open mouth, blink', ['turnLeft', 'openMouth', 'blink']],
    ['turn left open mouth blink', ['turnLeft', 'openMouth', 'blink']],
    ['open mouth turn left | blink', ['openMouthTurnLeft', 'blink']],
    ['turnLeft@1200 > openMouth@2400ms > blink@ 4000', ['turnLeft', 'openMouth', 'blink']],
    ['turn left + open mouth', ['openMouthTurnLeft']],
    ['请向左转头、请张开嘴；请眨两下眼睛', ['turnLeft', 'openMouth', 'blink']],
    ['左转张嘴眨眼', ['turnLeft', 'openMouth', 'blink']],
    ['张开嘴，同时向右转头；走近一点', ['openMouthTurnRight', 'comeCloser']],
    ['turn_left/open_mouth', ['turnLeft', 'openMouth']],
    ['["turnLeft", "blink"]', ['turnLeft', 'blink']],
    ['', []],
    ['-', []],
  ])('"%s" is read', (text, actions) => {
    expect(readScript(text)).toEqual(actions)
  })

  test('what is no action is said to be none', () => {
    expect(() => readScript('turnLeft, dance')).toThrow(BadCell)
  })
})

describe('the light of a clip', () => {
  test('one colour stands for both halves', () => {
    expect(readLight('350@620:white rose dim/white mint')).toEqual({
      startedAt: 620,
      sequence: {
        flashMs: 350,
        flashes: [
          ['white', 'white'],
          ['rose', 'rose'],
          ['dim', 'white'],
          ['mint', 'mint'],
        ],
      },
    })
  })

  test.each(['350:white', '350@620:purple white white white', '100@0:white dim white dim', 'rubbish'])(
    '"%s" is refused',
    (text) => {
      expect(() => readLight(text)).toThrow(BadCell)
    },
  )

  test('no light is none', () => {
    expect(readLight(' ')).toBeNull()
  })
})

describe('clips.csv', () => {
  test('columns are found by their names in any order, and files beside the table', () => {
    const { clips, problems } = parseManifest(
      'Kind,simulated,FILE\ngenuine,1,a.mp4\n"paper, cut out",no,/b.jpg\n',
      '/dir',
    )
    expect(problems).toEqual([])
    expect(clips.map(({ kind, simulated, path }) => [kind, simulated, path])).toEqual([
      ['genuine', true, '/dir/a.mp4'],
      ['paper, cut out', false, '/b.jpg'],
    ])
  })

  test('the action in reserve is read, and more than one is refused', () => {
    const { clips, problems } = parseManifest(
      'file,kind,script,reserve\na.mjpeg,genuine,blink openMouth,turnLeft\nb.mjpeg,genuine,blink,\nc.mjpeg,genuine,blink,turnLeft blink\n',
      '/dir',
    )
    expect(clips.map(({ reserve }) => reserve)).toEqual(['turnLeft', null])
    expect(problems.map(({ line }) => line)).toEqual([4])
  })

  test('a rubbish row is named by its line and does not stop the rest', () => {
    const text = 'file,kind,script,simulated,fps\n,x,,,\na,,,,\nb,x,dance,,\nc,x,,maybe,\nd,x,,,fast\ne,x,blink,,\n'
    const { clips, problems } = parseManifest(text, '/')
    expect(clips.map(({ file }) => file)).toEqual(['e'])
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
  })

  test('as spreadsheets write it elsewhere: a mark, semicolons, carriage returns, quotes, other spellings', () => {
    const text =
      '\ufeffFile;Kind;Simulated;Person\r\n"a b/活体, 一.MP4";Bona Fide;是;"王; 五"\r\nb\\c.avi;cut-mask;0;\r\n;;;\r\n'
    const { clips, problems } = parseManifest(text, '/dir')
    expect(problems).toEqual([])
    expect(clips.map(({ path, kind, simulated, person }) => [path, kind, simulated, person])).toEqual([
      ['/dir/a b/活体, 一.MP4', 'genuine', true, '王; 五'],
      ['/dir/b/c.avi', 'cutMask', false, 'b\\c.avi'],
    ])
  })

  test.each(['genuine', 'Genuine', 'bona fide', 'bonafide', 'BONA-FIDE', 'real', 'live', '真人'])(
    '"%s" is a living person',
    (kind) => {
      expect(parseManifest(`file,kind\na,${kind}\n`, '/').clips[0]?.kind).toBe('genuine')
    },
  )

  test('one species is one, however it is spelt; the first spelling of an unknown one stands', () => {
    const { clips } = parseManifest('file,kind\na,Flat Photo\nb,flatphoto\nc,Clay Head\nd,clayHead\n', '/')
    expect(clips.map(({ kind }) => kind)).toEqual(['flatPhoto', 'flatPhoto', 'Clay Head', 'Clay Head'])
  })

  test('a row said twice counts once, and the same file may be shown as something else', () => {
    const { clips, problems } = parseManifest('file,kind\na,x\na,x\na,genuine\n', '/')
    expect(clips.map(({ line }) => line)).toEqual([2, 4])
    expect(problems).toEqual([{ line: 3, file: 'a', why: 'it says the same as line 2' }])
  })

  test('a quote that never closes costs its own line only', () => {
    const { clips, problems } = parseManifest('file,kind\na,x\n"b,x\nc,x\n', '/')
    expect(clips.map(({ file }) => file)).toEqual(['a', 'c'])
    expect(problems).toEqual([{ line: 3, file: '', why: 'its quotes do not close' }])
  })

  test('text is read in the encodings that spreadsheets write', () => {
    const gbk = Uint8Array.from([0xd5, 0xe6, 0xc8, 0xcb])
    expect([decodeText(gbk), decodeText(Buffer.from('真人')), decodeText(Buffer.from('\ufeff真', 'utf16le'))]).toEqual([
      '真人',
      '真人',
      '真',
    ])
  })

  test('rows that are too short or too long are read as far as they go', () => {
    expect(parseManifest('file,kind,person\na,x\nb,y,z,more\n', '/').clips).toHaveLength(2)
  })

  test('a table without its columns is refused with a sentence', () => {
    expect(() => parseManifest('name,kind\na,b\n', '/')).toThrow(BadManifest)
    expect(() => parseManifest('', '/')).toThrow('the column "file" is missing')
  })
})
