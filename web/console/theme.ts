import type { ThemeConfig } from 'antd'

/** Government blue and ink on white, as on the public pages; greys dark enough for 4.5:1 on their grounds. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b4b8f',
    colorInfo: '#1b4b8f',
    colorLink: '#1b4b8f',
    colorLinkHover: '#12356a',
    colorSuccess: '#17623c',
    colorWarning: '#8a5300',
    colorError: '#b3261e',
    colorText: '#14213a',
    colorTextSecondary: '#47546b',
    colorTextTertiary: '#56627a',
    colorTextDescription: '#56627a',
    colorTextPlaceholder: '#667085',
    colorBgLayout: '#f3f6fa',
    colorBorder: '#b9c6d8',
    colorBorderSecondary: '#dfe6ef',
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
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
