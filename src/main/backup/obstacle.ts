/** Why a backup, a restore or a rebuild does not go on, in both languages, for whoever started it. Nothing was changed. */
export class Obstacle extends Error {
  readonly reason: ObstacleReason
  readonly zh: string
  readonly en: string

  constructor(reason: ObstacleReason, detail = '', options?: ErrorOptions) {
    const [zh, en] = sentences[reason](detail)
    super(`${zh}\n${en}`, options)
    this.name = 'Obstacle'
    this.reason = reason
    this.zh = zh
    this.en = en
  }
}

export type ObstacleReason = keyof typeof sentences

type Sentence = (detail: string) => readonly [zh: string, en: string]

const sentences = {
  cannotWrite: (why) => [`备份文件写不下去：${why}`, `The backup cannot be written: ${why}`],
  damaged: (file) => [
    `备份文件不完整或已被改动：${file}。没有恢复任何内容。`,
    `The backup is cut short or was changed: ${file}. Nothing was restored.`,
  ],
  fileMissing: (file) => [`没有这个文件：${file}`, `There is no such file: ${file}`],
  fileThere: (file) => [
    `文件已存在，不会覆盖：${file}`,
    `This file exists already and will not be overwritten: ${file}`,
  ],
  fileWanted: (command) => [
    `请给出一个文件名：npm run ${command} -- FILE`,
    `Name one file: npm run ${command} -- FILE`,
  ],
  foreignFile: (file) => [`这不是在岗的备份文件：${file}`, `This is no backup of Zaigang: ${file}`],
  keysDamaged: (file) => [`密钥文件不完整或已被改动：${file}`, `The key file is cut short or was changed: ${file}`],
  keysDoNotFit: (where) => [
    `密钥打不开这里的站点机：${where}（请检查 DATA_DIR 与 KEY_COMMAND）`,
    `These keys do not open the stations' own: ${where} (look at DATA_DIR and KEY_COMMAND)`,
  ],
  keysMissing: (where) => [
    `缺少密钥：${where}。没有密钥，人脸模板、站点机身份与验证器都打不开，因此不继续。`,
    `The keys are missing: ${where}. Without them templates, stations and authenticator apps stay shut, so this stops here.`,
  ],
  keysMoving: () => [
    '密钥正在更换（销毁模板时会发生），请稍后再试。',
    'The keys are being changed just now (as when a template is erased): try again in a moment.',
  ],
  keysOfOther: (file) => [`密钥文件属于另一个安装：${file}`, `The key file belongs to another installation: ${file}`],
  keysThere: (dir) => [
    `${dir} 里已有另一套站点机密钥。请换一个空的 DATA_DIR。`,
    `${dir} holds the station keys of another installation. Use an empty DATA_DIR.`,
  ],
  newerBackup: (what) => [
    `备份来自更新的程序（${what}），请用那个版本或更新的版本恢复。`,
    `The backup was made by a newer program (${what}): restore it with that one or a newer.`,
  ],
  notEmpty: (what) => [
    `这里已有数据（${what}）。只能恢复到空的安装：另设 DATA_DIR 或空的 DATABASE_URL。`,
    `There is data here already (${what}). Restore only into an empty installation: another DATA_DIR, or an empty DATABASE_URL.`,
  ],
  nothingHere: (where) => [`这里没有可备份的安装：${where}`, `There is no installation here: ${where}`],
  otherShape: (what) => [
    `数据库结构与本程序不符（${what}）。请用同一版本的程序；若刚升级过，请先启动一次 npm start。`,
    `The database has another shape than this program (${what}). Use the same version; after an upgrade run npm start once.`,
  ],
  programRuns: (where) => [
    `程序正在使用此数据库（${where}），请先停止它再恢复。`,
    `The program is running on this database (${where}): stop it before restoring.`,
  ],
  stationAlone: (waiting) => [
    `这是单独的站点机，没有自己的备份：它记下的都送到中心，由中心备份。还有 ${waiting} 条没有送到：请先让它连上中心。`,
    `This is a station on its own, which has no backup: what it states goes to the center and is backed up there. ${waiting} facts are not there yet: let it reach the center first.`,
  ],
  unknownTable: (what) => [
    `不知道这张表该不该备份：${what}。没有生成备份。`,
    `Nobody has said whether this table belongs in a backup: ${what}. None was made.`,
  ],
} as const satisfies Record<string, Sentence>
