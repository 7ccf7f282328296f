import excel from 'exceljs'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Site, Staff, Unit } from '../../src/contract/people.ts'
import { type ImportFrame, judgeImport } from '../../src/people/rules/import.ts'
import { namesOf } from '../../src/people/rules/places.ts'
import type { Cell } from '../../src/people/sheet/cell.ts'
import { readStaffLines, type StaffLine, staffHeadings } from '../../src/people/sheet/columns.ts'
import { guard, unguard } from '../../src/people/sheet/csv.ts'
import { readGrid } from '../../src/people/sheet/grid.ts'
import { staffTable, writeCsv, writeXlsx } from '../../src/people/sheet/write.ts'
import { readSheets } from '../../src/people/sheet/xlsx.ts'

const id = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`
const unit = (n: number, name: string, parent: number | null): Unit => ({
  unitId: id(n),
  parentId: parent === null ? null : id(parent),
  name,
  kind: 'village',
})
const site = (n: number, name: string, unitN: number): Site => ({
  siteId: id(n),
  unitId: id(unitN),
  name,
  address: '',
  hours: {},
  dutyPhone: '',
  closed: false,
})
const units = [unit(1, '城关镇', null), unit(2, '东街村', 1), unit(3, '河口镇', null), unit(4, '东街村', 3)]
const sites = [site(11, '便民服务中心', 1), site(12, '村委会', 2), site(14, '村委会', 4)]
const person = (n: number, more: Partial<Staff> = {}): Staff => ({
  staffId: id(100 + n),
  unitId: id(1),
  siteId: id(11),
  name: `人${n}`,
  post: '',
  employeeNo: `N${n}`,
  phone: '',
  partyBranch: null,
  published: false,
  cardNo: null,
  leftOn: null,
  ...more,
})
const frame = (staff: readonly Staff[], more: Partial<ImportFrame> = {}): ImportFrame => ({
  units,
  sites,
  staff,
  today: '2026-03-02',
  mayTouch: () => true,
  ids: Array.from({ length: 50 }, (_, i) => id(900 + i)),
  ...more,
})

const file = (bytes: Uint8Array) => ({ fileName: 'x', bytes })
const linesOf = async (bytes: Uint8Array) => readStaffLines(await readGrid(file(bytes), staffHeadings))
const csv = (text: string) => linesOf(Buffer.from(text))

async function xlsx(fill: (sheet: excel.Worksheet, book: excel.Workbook) => void): Promise<Uint8Array> {
  const book = new excel.Workbook()
  fill(book.addWorksheet('人员'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('reading CSV', () => {
  const text = '工号,姓名,单位,站点\r\nA1,𠮷野,城关镇,便民服务中心\r\n'
  const first = {
    row: 2,
    cells: {
      employeeNo: { text: 'A1' },
      name: { text: '𠮷野' },
      unit: { text: '城关镇' },
      site: { text: '便民服务中心' },
    },
  }

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['line feeds only', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['quotes', Buffer.from(text.replaceAll(/[^,\r\n]+/g, (cell) => `"${cell}"`))],
  ])('%s', async (_, bytes) => expect(await linesOf(bytes)).toEqual([first]))

  test('GB18030, as spreadsheets in China save it, with a character of four bytes', async () => {
    const heads = [
      0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xd5, 0xbe, 0xb5, 0xe3,
      0x0a,
    ]
    const row = [0x41, 0x31, 0x2c, 0x95, 0x34, 0xbf, 0x37, 0xd2, 0xb0, 0x2c, 0x78, 0x2c, 0x79, 0x0a]
    const lines = await linesOf(Uint8Array.from([...heads, ...row]))
    expect(lines?.[0]?.cells.name).toEqual({
      text: new TextDecoder('gb18030').decode(Uint8Array.from(row.slice(3, 9))),
    })
    expect(lines?.[0]?.cells.employeeNo).toEqual({ text: 'A1' })
  })

  test('English headings, a title above, empty rows and unknown columns', async () => {
    const lines = await csv(
      'Staff list,,,,\n\nName,Employee No.,Unit,SITE,Shoe size\n,,,,\nLi,A1,城关镇,便民服务中心,42\n',
    )
    expect(lines).toHaveLength(1)
    expect(lines?.[0]).toMatchObject({ row: 5, cells: { name: { text: 'Li' }, employeeNo: { text: 'A1' } } })
  })

  test.each([
    ['no headings', 'a,b\n1,2\n'],
    ['a heading twice', '工号,姓名,单位,站点,姓名\n1,2,3,4,5\n'],
    ['nothing', ''],
  ])('%s: not a staff list', async (_, bad) => expect(await csv(bad)).toBeUndefined())

  test.each([
    ['binary', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff])],
    ['an open quote', Buffer.from('工号,姓名,单位,站点\n"A1,a,b,c\n')],
    ['a null character', Buffer.from('工号,姓名,单位,站点\nA\u00001,a,b,c\n')],
  ])('%s is refused', async (_, bytes) => {
    await expect(linesOf(bytes)).rejects.toMatchObject({ refusal: 'fileUnreadable' })
  })

  test.each([
    ['within a cell', '王"五'],
    ['behind a quoted beginning', '"王"五'],
  ])('a stray quote %s stays in its cell, and the other rows are read', async (_, name) => {
    const lines = (await csv(`工号,姓名,单位,站点\nA1,${name},b,c\nA2,李四,b,c\n`)) ?? []
    expect(lines.map(({ cells }) => cells.name?.text)).toEqual([name, '李四'])
  })

  test('more than 20,000 rows are refused', async () => {
    await expect(csv(`工号,姓名,单位,站点\n${'A1,a,b,c\n'.repeat(20_020)}`)).rejects.toMatchObject({
      refusal: 'tooLarge',
    })
  })
})

describe('reading XLSX', () => {
  const heading = ['工号', '姓名', '单位', '站点', '电话', '卡号']
  const cellsOf = async (values: excel.CellValue[]): Promise<Cell[]> => {
    const bytes = await xlsx((sheet) => {
      sheet.addRow(heading)
      sheet.addRow(values)
    })
    const grid = await readGrid(file(bytes))
    return [...(grid[1]?.cells ?? [])]
  }

  test('numbers, rich text, links, dates and truth are their text', async () => {
    const cells = await cellsOf([
      10086,
      { richText: [{ text: '王' }, { font: { bold: true }, text: '小明' }] },
      { text: '城关镇', hyperlink: 'http://example.invalid/' },
      new Date('2026-03-02T00:00:00Z'),
      13800000000,
      true,
    ])
    expect(cells.map(({ text }) => text)).toEqual(['10086', '王小明', '城关镇', '2026-03-02', '13800000000', 'TRUE'])
  })

  test('a formula counts as its saved value and is never evaluated', async () => {
    const cells = await cellsOf([
      { formula: '1+1', result: 'A1' } as excel.CellFormulaValue,
      { formula: 'HYPERLINK("http://example.invalid")' } as excel.CellFormulaValue,
      '=1+1',
      { error: '#REF!' } as excel.CellErrorValue,
      1e18,
    ])
    expect(cells).toMatchObject([
      { text: 'A1' },
      { text: '', trouble: 'formula' },
      { text: '=1+1' },
      { trouble: 'error' },
      { trouble: 'longNumber' },
    ])
  })

  test('ranges over the whole sheet do not spread over its cells', async () => {
    const bytes = await xlsx((sheet, book) => {
      sheet.addRow(heading)
      sheet.mergeCells('A3:F4')
      book.definedNames.add('人员!$A$1:$B$2', '名单')
    })
    const { unzipSync, strFromU8 } = await import('fflate')
    const parts = unzipSync(bytes)
    const enlarge = (name: string, from: RegExp, to: string) => {
      const text = strFromU8(parts[name] ?? new Uint8Array())
      expect(text).toMatch(from)
      parts[name] = strToU8(text.replace(from, to))
    }
    enlarge('xl/worksheets/sheet1.xml', /ref="A3:F4"/, 'ref="A3:XFD1048576"')
    enlarge('xl/workbook.xml', /\$A\$1:\$B\$2/, '$A$1:$XFD$1048576')
    const grid = await readGrid(file(zipSync(parts)))
    expect(grid.map(({ row }) => row)).toEqual([1])
  })

  describe('what is small and would keep a reader busy for minutes', () => {
    const parts = async (name: string, from: RegExp, to: string): Promise<Uint8Array> => {
      const { unzipSync, strFromU8 } = await import('fflate')
      const all = unzipSync(await xlsx((sheet) => sheet.addRow(heading)))
      const text = strFromU8(all[name] ?? new Uint8Array())
      expect(text).toMatch(from)
      return zipSync({ ...all, [name]: strToU8(text.replace(from, to)) })
    }
    const sheet = 'xl/worksheets/sheet1.xml'

    test('a row that claims to be the four-billionth', async () => {
      const bytes = await parts(sheet, /<row r="1"/, '<row r="4294967295"')
      await expect(readGrid(file(bytes))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
    })

    test('a cell in the last column of each of many rows: only the first columns are walked', async () => {
      const rows = Array.from({ length: 39_000 }, (_, i) => `<row r="${i + 2}"><c r="XFD${i + 2}"><v>1</v></c></row>`)
      const bytes = await parts(sheet, /<\/sheetData>/, `${rows.join('')}</sheetData>`)
      expect((await readGrid(file(bytes))).map(({ row }) => row)).toEqual([1])
    })

    test('a last row in each of many sheets: only the first sheet of each name that is looked for is walked', async () => {
      const { unzipSync, strFromU8 } = await import('fflate')
      const book = new excel.Workbook()
      const names = ['甲', '乙', ...Array.from({ length: 20 }, (_, i) => `其他${i}`)]
      for (const name of names) book.addWorksheet(name).addRow([name])
      const all = unzipSync(Buffer.from(await book.xlsx.writeBuffer()))
      // One row further than there can be: a sheet that is walked is refused.
      for (let n = 3; n <= names.length; n++) {
        const text = strFromU8(all[`xl/worksheets/sheet${n}.xml`] ?? new Uint8Array())
        expect(text).toMatch(/<row r="1"/)
        all[`xl/worksheets/sheet${n}.xml`] = strToU8(text.replace('<row r="1"', '<row r="1048577"'))
      }
      const bytes = zipSync(all)
      const read = (...wanted: string[]) =>
        readSheets(
          bytes,
          wanted.map((it) => (name: string) => name.startsWith(it)),
        )
      const found = await read('乙', '无', '甲')
      expect(found.map(({ name, rows }) => [name, rows[0]?.cells[0]?.text])).toEqual(['乙', '甲'].map((it) => [it, it]))
      await expect(read('其他')).rejects.toMatchObject({ refusal: 'fileSuspicious' })
    })

    test('beginnings of names without an end', async () => {
      const bytes = await parts('xl/workbook.xml', /<\/workbook>/, `${'<definedNames'.repeat(70_000)}</workbook>`)
      await expect(readGrid(file(bytes))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
    })

    test('formats without number', async () => {
      const bytes = await parts('xl/styles.xml', /<\/cellXfs>/, `${'<xf/>'.repeat(820_000)}</cellXfs>`)
      const padded = zipSync({ 'a.bin': crypto.getRandomValues(new Uint8Array(60_000)) }, { level: 0 })
      const { unzipSync } = await import('fflate')
      const all = zipSync({ ...unzipSync(bytes), ...unzipSync(padded) })
      await expect(readGrid(file(all))).rejects.toMatchObject({ refusal: 'tooLarge' })
    })
  })

  test('a bomb is refused before it is unpacked', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(30 * 1024 * 1024),
    })
    expect(bomb.length).toBeLessThan(60_000)
    await expect(readGrid(file(bomb))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
  })

  test('a bomb that announces a small size is refused where it passes it', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(900_000) }))
    const directory = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bomb.writeUInt32LE(1000, directory + 24)
    await expect(readGrid(file(bomb))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
  })

  test('many files, the same file twice, and half an archive are refused', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, strToU8('x')])))
    await expect(readGrid(file(many))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
    const twice = Buffer.from(zipSync({ 'xl/a.xml': strToU8('x'), 'xl/b.xml': strToU8('y') }))
    for (let at = twice.indexOf('xl/b'); at >= 0; at = twice.indexOf('xl/b', at + 1)) twice.write('xl/a', at)
    await expect(readGrid(file(twice))).rejects.toMatchObject({ refusal: 'fileSuspicious' })
    const whole = await xlsx((sheet) => sheet.addRow(heading))
    await expect(readGrid(file(whole.slice(0, whole.length / 2)))).rejects.toMatchObject({ refusal: 'fileUnreadable' })
  })

  test('whatever bytes come, they are read or refused', async () => {
    const whole = await xlsx((sheet) => sheet.addRow(heading))
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of all) bytes[at] = value
        await readGrid(file(bytes)).catch((failure) => expect(failure.name).toBe('Refusal'))
      }),
      { numRuns: 150 },
    )
  })
})

describe('names of units and sites', () => {
  const names = namesOf(units, sites)
  test.each([
    ['a name of its own', '城关镇', { kind: 'found', id: id(1) }],
    ['a name two have', '东街村', { kind: 'ambiguous' }],
    ['with the unit above', '河口镇/东街村', { kind: 'found', id: id(4) }],
    ['an id', id(4), { kind: 'found', id: id(4) }],
    ['nobody’s name', '西街村', { kind: 'unknown' }],
    ['nothing', '', { kind: 'unknown' }],
  ])('%s', (_, name, place) => expect(names.unit(name)).toEqual(place))

  test('a site is looked for in the unit first', () => {
    expect(names.site('村委会', id(4))).toEqual({ kind: 'found', id: id(14) })
    expect(names.site('村委会', id(1))).toEqual({ kind: 'ambiguous' })
    expect(names.site('城关镇/东街村/村委会', id(1))).toEqual({ kind: 'found', id: id(12) })
    expect(names.site('便民服务中心', id(4))).toEqual({ kind: 'found', id: id(11) })
  })

  test('what is spelled is found again, however names repeat and whatever they hold', () => {
    const some = fc.constantFrom('村', '镇', '村/镇', '镇/村', '=x', '')
    fc.assert(
      fc.property(fc.array(fc.tuple(some, fc.nat()), { minLength: 1, maxLength: 8 }), (picks) => {
        const tree = picks.map(([name, n], i) => unit(i, name, i === 0 || n % 3 === 0 ? null : n % i))
        const places = picks.map(([name], i) => site(50 + i, name, i))
        const it = namesOf(tree, places)
        for (const { unitId } of tree) {
          expect(it.unit(it.spellUnit(unitId))).toEqual({ kind: 'found', id: unitId })
          for (const one of places) {
            expect(it.site(it.spellSite(one, unitId), unitId)).toEqual({ kind: 'found', id: one.siteId })
          }
        }
      }),
    )
  })
})

describe('judging a staff list', () => {
  const line = (row: number, cells: Record<string, string>): StaffLine => ({
    row,
    cells: Object.fromEntries(
      Object.entries({ employeeNo: `A${row}`, name: '王', unit: '城关镇', site: '便民服务中心', ...cells }).map(
        ([field, text]) => [field, { text }],
      ),
    ),
  })

  test.each([
    ['no name', { name: ' ' }, 'name', '必填'],
    ['no number', { employeeNo: '' }, 'employeeNo', '只能用'],
    ['a number with a space', { employeeNo: "1' or 1" }, 'employeeNo', '只能用'],
    ['a long name', { name: '王'.repeat(61) }, 'name', '过长'],
    ['a long phone', { phone: '1'.repeat(41) }, 'phone', '过长'],
    ['an unknown unit', { unit: '火星' }, 'unit', '没有这个名称'],
    ['an ambiguous unit', { unit: '东街村' }, 'unit', '多个同名'],
    ['an unknown site', { site: '月球' }, 'site', '没有这个名称'],
    ['neither yes nor no', { published: '也许' }, 'published', '是'],
    ['a line break', { post: 'a\nb' }, 'post', '控制字符'],
    ['a card of somebody else', { cardNo: '777' }, 'cardNo', '另一位'],
  ])('%s is named with its field in both languages', (_, cells, field, zh) => {
    const { good, bad } = judgeImport([line(2, {}), line(3, cells)], frame([person(1, { cardNo: '777' })]))
    expect(good.map(({ row }) => row)).toEqual([2])
    expect(bad.map(({ row }) => row)).toEqual([3])
    const problem = bad[0]?.problems.find((one) => one.field === field)
    expect(problem?.zh).toContain(zh)
    expect(problem?.en).toMatch(/^[A-Z][a-z. ]+: [a-z“]/)
  })

  test('every bad row and field is named at once', () => {
    const { bad } = judgeImport(
      [line(2, { name: '', phone: '1'.repeat(50) }), line(3, { unit: 'x', post: 'a\tb' })],
      frame([]),
    )
    expect(bad.map(({ row, problems }) => [row, problems.map(({ field }) => field).sort()])).toEqual([
      [2, ['name', 'phone']],
      [3, ['post', 'unit']],
    ])
  })

  test('a number or a card twice in the file makes both rows bad', () => {
    const lines = [
      line(2, { employeeNo: 'X' }),
      line(3, { employeeNo: 'X' }),
      line(4, { cardNo: '9' }),
      line(5, { cardNo: '9' }),
    ]
    expect(judgeImport(lines, frame([])).bad.map(({ row }) => row)).toEqual([2, 3, 4, 5])
  })

  test('two people may exchange their cards in one file', () => {
    const present = [person(1, { cardNo: '1' }), person(2, { cardNo: '2' })]
    const lines = [line(2, { employeeNo: 'N1', cardNo: '2' }), line(3, { employeeNo: 'N2', cardNo: '1' })]
    expect(judgeImport(lines, frame(present)).bad).toEqual([])
  })

  test('new, changed and same; columns the file has not stay as they are', () => {
    const present = [person(1, { phone: '110', published: true }), person(2)]
    const lines = [
      line(2, { employeeNo: 'N1', name: '人1' }),
      line(3, { employeeNo: 'N2', name: '人2', phone: '119' }),
      line(4, {}),
    ]
    const { good } = judgeImport(lines, frame(present))
    expect(good.map(({ change }) => change)).toEqual(['same', 'changed', 'new'])
    expect(good[0]?.staff).toEqual(present[0])
  })

  test('who left does not come back by his number', () => {
    const { good } = judgeImport([line(2, { employeeNo: 'N1' })], frame([person(1, { leftOn: '2026-03-02' })]))
    expect(good).toMatchObject([{ change: 'new', staff: { staffId: id(900), leftOn: null } }])
  })

  test('nobody is moved into, out of, or within units outside of one’s own', () => {
    const mayTouch = (unitId: string) => unitId === id(1)
    const present = [person(1), person(2, { unitId: id(3) })]
    const lines = [line(2, { employeeNo: 'N1', unit: '河口镇' }), line(3, { employeeNo: 'N2' }), line(4, {})]
    const { good, bad } = judgeImport(lines, frame(present, { mayTouch }))
    expect(bad.map(({ row }) => row)).toEqual([2, 3])
    expect(good.map(({ row }) => row)).toEqual([4])
  })
})

describe('writing', () => {
  test('no cell of the CSV begins as a formula, and every text comes back', () => {
    const formula = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", "'=", '＝', ''), fc.string())
      .map((it) => it.join(''))
    fc.assert(
      fc.property(formula, (text) => {
        expect(guard(text)).not.toMatch(/^[=+\-@\t\r]/)
        expect(unguard(guard(text))).toBe(text)
      }),
    )
  })

  const wild = fc
    .oneof(
      fc.constantFrom(
        '𠮷野龘',
        '👩‍👩‍👧',
        "=cmd|' /C calc'!A0",
        '+86 138',
        '-1',
        '@x',
        "'=1",
        '0012',
        '1e5',
        'TRUE',
        '"q", "r"',
        '&amp;',
        '_x0041_',
        '2026-03-02',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    )
    .map((text) => text.replaceAll(/\p{Cc}|[\u2028\u2029\ufffe\uffff]/gu, '').trim())
  const people = fc.array(
    fc.record({
      name: wild.filter((it) => it !== ''),
      post: wild,
      phone: wild,
      branch: wild,
      card: wild,
      published: fc.boolean(),
      at: fc.nat(3),
    }),
    { maxLength: 12 },
  )
  const staffOf = (
    all: { name: string; post: string; phone: string; branch: string; card: string; published: boolean; at: number }[],
  ) =>
    all.map(({ name, post, phone, branch, card, published, at }, i) =>
      person(i, {
        name,
        post,
        phone,
        published,
        partyBranch: branch || null,
        cardNo: card ? `${i}-${card}` : null,
        unitId: units[at]?.unitId ?? '',
        siteId: sites[at % 3]?.siteId ?? '',
      }),
    )
  const isSame = async (staff: Staff[], bytes: Uint8Array) => {
    const lines = (await linesOf(bytes)) ?? []
    const { good, bad } = judgeImport(lines, frame(staff))
    expect(bad).toEqual([])
    expect(good.map(({ change }) => change)).toEqual(staff.map(() => 'same'))
    expect(good.map((one) => one.staff)).toEqual(staff)
  }

  test('the own CSV, read again, changes nobody', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (all) => isSame(staffOf(all), writeCsv(staffTable(staffOf(all), units, sites)))),
    )
  })

  test('the own XLSX, read again, changes nobody', async () => {
    const mark = { by: '文员 & 同事', at: '2026-03-02T00:00:00.000Z' }
    await fc.assert(
      fc.asyncProperty(people, async (all) =>
        isSame(staffOf(all), await writeXlsx(staffTable(staffOf(all), units, sites), '人员', mark)),
      ),
      { numRuns: 40 },
    )
  })

  test('the XLSX holds texts only, and says who made it and when', async () => {
    const table = [['工号'], ["=cmd|' /C calc'!A0"], ['0012']]
    const book = new excel.Workbook()
    await book.xlsx.load(
      (await writeXlsx(table, '人员', { by: '文员', at: '2026-03-02T00:00:00.000Z' })).buffer as ArrayBuffer,
    )
    const sheet = book.worksheets[0]
    expect(sheet?.getCell('A2').type).toBe(excel.ValueType.String)
    expect(sheet?.getCell('A3').value).toBe('0012')
    expect(book.creator).toBe('文员')
    expect(sheet?.headerFooter.oddFooter).toContain('2026-03-02')
  })
})
