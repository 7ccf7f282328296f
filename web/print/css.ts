/** The style of printed sheets; inline, so that a saved page prints as well. */
export const printCss = `
@page { size: A4 landscape; margin: 8mm; }
body { margin: 0; color: #000; background: #fff; font-family: SimSun, "宋体", "Noto Serif CJK SC", serif; font-size: 9pt; }
main { padding: 8px; overflow-x: auto; }
h1 { margin: 4px 0; font-size: 18pt; text-align: center; }
.head, .signatures { display: flex; justify-content: space-between; margin: 4px 0; font-size: 11pt; }
.signatures { margin: 18px 0 10px; padding-right: 20mm; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tbody { break-inside: avoid; }
th, td { padding: 1px; border: 0.5pt solid #000; font-weight: normal; line-height: 1.15; text-align: center; }
thead th { font-weight: bold; }
tbody th, td:nth-child(3) { overflow-wrap: anywhere; }
.half { white-space: nowrap; }
.total { max-width: 2.4em; font-size: 7.5pt; }
.rest { background: #d9d9d9; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.remark { max-width: 8em; font-size: 7.5pt; text-align: left; }
footer p { margin: 3px 0; }
.mark { font-size: 7.5pt; text-align: right; }
`
