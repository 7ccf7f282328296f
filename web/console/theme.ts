import type { ThemeConfig } from 'antd'
import type { Language } from '../shared/language.ts'

const han =
  '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'

/** Chinese faces draw the quotes and apostrophes of English as wide as a character: in English a Latin face comes first. */
const faces: Readonly<Record<Language, string>> = { zh: han, en: `"Segoe UI", "Helvetica Neue", Arial, ${han}` }

/** The look in a language. */
export const themeFor = (language: Language): ThemeConfig => ({
  ...theme,
  token: { ...theme.token, fontFamily: faces[language] },
})

/** Government blue and ink on white, as on the public pages; greys dark enough for 4.5:1 on their grounds. */
const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b4b8f',
    colorInfo: '#1b4b8f',
    colorLink: '#1b4b8f',
    colorLinkHover: '#12356a',
    colorSuccess: '#17623c',
    colorWarning: '#8a5300',
    colorError: '#b3261e',
    colorPrimaryBg: '#e8effa',
    colorInfoBg: '#eef4fc',
    colorInfoBorder: '#bcd2ef',
    colorSuccessBg: '#e6f3ec',
    colorSuccessBorder: '#b9dcc8',
    colorWarningBg: '#fdf3e0',
    colorWarningBorder: '#ecd3a1',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#f3c1bc',
    colorText: '#14213a',
    colorTextSecondary: '#47546b',
    colorTextTertiary: '#56627a',
    colorTextDescription: '#56627a',
    colorTextPlaceholder: '#667085',
    colorBgLayout: '#f3f6fa',
    colorBorder: '#b9c6d8',
    colorBorderSecondary: '#dfe6ef',
    fontSize: 15,
    controlHeight: 38,
    controlHeightSM: 30,
    borderRadius: 6,
    borderRadiusLG: 10,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Menu: {
      itemHeight: 42,
      itemSelectedBg: '#e8effa',
      itemSelectedColor: '#12356a',
      itemColor: '#2c3a54',
      iconSize: 17,
      activeBarBorderWidth: 0,
    },
    Table: { headerBg: '#f3f6fa', headerColor: '#47546b', cellPaddingBlock: 12, headerSplitColor: 'transparent' },
    Card: { headerFontSize: 16 },
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}
