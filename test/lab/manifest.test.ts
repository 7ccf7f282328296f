import { describe, expect, test } from 'vitest'
import { BadManifest, parseManifest } from '../../scripts/lab/manifest.ts'
import { BadCell, readLight, readScript } from '../../scripts/lab/script.ts'

describe('the script of a clip', () => {
  test.each([
    ['turnLeft openMouth blink', ['turnLeft', 'openMouth', 'blink']],
    ['turn-left;open-mouth;come-closer', ['turnLeft', 'openMouth', 'comeCloser']],
    ['Turn left, open mouth, blink', ['turnLeft', 'openMouth', 'blink']],
    ['turn left open mouth blink', ['turnLeft', 'openMouth', 'blink']],
    ['open mouth turn left | blink', ['openMouthTurnLeft', 'blink']],
    ['turnLeft@1200 > openMouth@2400ms > blink@ 4000', ['turnLeft', 'openMouth', 'blink']],
    ['turn left + open mouth', ['openMouthTurnLeft']],
    ['', []],
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
    const { clips, problems } = parseManifest('Kind,simulated,FILE\ngenuine,1,a.mp4\n"paper, cut out",no,/b.jpg\n', '/dir')
    expect(problems).toEqual([])
    expect(clips.map(({ kind, simulated, path }) => [kind, simulated, path])).toEqual([
      ['genuine', true, '/dir/a.mp4'],
      ['paper, cut out', false, '/b.jpg'],
    ])
  })

  test('a rubbish row is named by its line and does not stop the rest', () => {
    const text = 'file,kind,script,simulated,fps\n,x,,,\na,,,,\nb,x,dance,,\nc,x,,maybe,\nd,x,,,fast\ne,x,blink,,\n'
    const { clips, problems } = parseManifest(text, '/')
    expect(clips.map(({ file }) => file)).toEqual(['e'])
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
  })

  test('rows that are too short or too long are read as far as they go', () => {
    expect(parseManifest('file,kind,person\na,x\nb,y,z,more\n', '/').clips).toHaveLength(2)
  })

  test('a table without its columns is refused with a sentence', () => {
    expect(() => parseManifest('name,kind\na,b\n', '/')).toThrow(BadManifest)
    expect(() => parseManifest('', '/')).toThrow('the column "file" is missing')
  })
})
