import { describe, expect, test } from 'vitest'
import { BadTable, peopleOf, readPairs, readPeople } from '../../src/face/measureCsv.ts'

test('pairs and people are read, in any order of columns, with a byte order mark and further columns', () => {
  expect(readPairs('left,right,same\na.jpg,b.jpg,1\na.jpg,c.jpg,0\n')).toEqual([
    { left: 'a.jpg', right: 'b.jpg', same: true },
    { left: 'a.jpg', right: 'c.jpg', same: false },
  ])
  expect(readPeople('\uFEFFcohort,person,file,note\r\neast,李雷,a.jpg,x\r\n,"Han, Meimei",b.jpg,\r\n')).toEqual([
    { file: 'a.jpg', person: '李雷', cohort: 'east' },
    { file: 'b.jpg', person: 'Han, Meimei' },
  ])
})

describe('a table that cannot be used is answered with a sentence that names file and line', () => {
  test.each([
    ['pairs', '', 'pairs.csv, line 1: the table is empty.'],
    ['pairs', 'left,right\na,b\n', 'pairs.csv, line 1: the column "same" is missing.'],
    ['pairs', 'left,right,same\na,b,1\na,b,maybe\n', 'pairs.csv, line 3: "same" must be 1 or 0, not "maybe".'],
    ['pairs', 'left,right,same\na,b\n', 'pairs.csv, line 2: 2 cells where the first line has 3.'],
    ['pairs', 'left,right,same\n\na,,1\n', 'pairs.csv, line 3: a file name is missing.'],
    ['pairs', 'left,right,same\nx\0y,b,1\n', 'pairs.csv, line 2: a file name holds a zero byte.'],
    ['people', 'file,name\na,b\n', 'people.csv, line 1: the column "person" is missing.'],
    ['people', 'file,person\na.jpg,\n', 'people.csv, line 2: the person has no name.'],
    ['people', 'file,person\na.jpg,x\nb.jpg,x\na.jpg,y\n', 'people.csv, line 4: "a.jpg" stands in line 2 already.'],
  ] as const)('%s: %j', (kind, text, sentence) => {
    const read = () => (kind === 'pairs' ? readPairs(text) : readPeople(text))
    expect(read).toThrow(BadTable)
    expect(read).toThrow(sentence)
  })

  test('an open quotation mark', () => {
    expect(() => readPeople('file,person\na.jpg,"x\nb.jpg,y\n')).toThrow(/^people\.csv, line \d+: not CSV \(.+\)\.$/)
  })

  test('bytes that are no text', () => {
    expect(() => readPairs('\u0000\u0001\u0002')).toThrow(BadTable)
  })
})

test('names may be relative or absolute', () => {
  const names = ['a.jpg', './a.jpg', '../b/c.jpg', '/somewhere/d.jpg', 'folder/e f.jpg']
  expect(readPeople(`file,person\n${names.map((name) => `${name},x`).join('\n')}\n`).map(({ file }) => file)).toEqual(
    names,
  )
})

test('files only pairs name are one person as far as the pairs tie them', () => {
  const pairs = readPairs('left,right,same\nc,b,1\nb,a,1\nd,e,0\nk,known,1\n')
  const people = readPeople('file,person\nknown,Anna\n')
  expect(peopleOf(people, pairs)).toEqual([
    { file: 'known', person: 'Anna' },
    { file: 'c', person: 'a' },
    { file: 'b', person: 'a' },
    { file: 'a', person: 'a' },
    { file: 'd', person: 'd' },
    { file: 'e', person: 'e' },
    { file: 'k', person: 'Anna' },
  ])
})
