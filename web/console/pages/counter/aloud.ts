import type { Language } from '../../../shared/language.ts'

/** A character of a code as one says it, so that nobody mishears it on the telephone. */
export interface Spoken {
  readonly character: string
  readonly said: string
}

/** The code in its groups, each character with the way it is said. */
export const sayCode = (code: string, language: Language): Spoken[][] =>
  code
    .split('-')
    .map((group) => [...group].map((character) => ({ character, said: sounds[language][character] ?? character })))

const zh: Readonly<Record<string, string>> = {
  ...{ '0': '零', '1': '幺', '2': '二', '3': '三', '4': '四', '5': '五', '6': '六', '7': '拐', '8': '八', '9': '九' },
  ...{ A: '安徽的 A', B: '北京的 B', C: '成都的 C', D: '大连的 D', E: '鄂州的 E', F: '福建的 F', G: '广东的 G' },
  ...{ H: '河南的 H', J: '江苏的 J', K: '昆明的 K', M: '绵阳的 M', N: '南京的 N', P: '萍乡的 P', Q: '青岛的 Q' },
  ...{ R: '日照的 R', S: '上海的 S', T: '天津的 T', V: '胜利手势 V', W: '武汉的 W', X: '西安的 X', Y: '云南的 Y' },
  Z: '浙江的 Z',
}

const en: Readonly<Record<string, string>> = {
  ...{ '0': 'zero', '1': 'one', '2': 'two', '3': 'three', '4': 'four', '5': 'five', '6': 'six', '7': 'seven' },
  ...{ '8': 'eight', '9': 'nine', A: 'Alfa', B: 'Bravo', C: 'Charlie', D: 'Delta', E: 'Echo', F: 'Foxtrot' },
  ...{ G: 'Golf', H: 'Hotel', J: 'Juliett', K: 'Kilo', M: 'Mike', N: 'November', P: 'Papa', Q: 'Quebec', R: 'Romeo' },
  ...{ S: 'Sierra', T: 'Tango', V: 'Victor', W: 'Whiskey', X: 'X-ray', Y: 'Yankee', Z: 'Zulu' },
}

const sounds = { zh, en }
