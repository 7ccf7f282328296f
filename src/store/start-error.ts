/**
 * Why the program does not start, in both languages and with what the operator has to know. Unlike a refusal it is
 * spoken to nobody but whoever starts the program, and it ends the start.
 */
export class StartError extends Error {
  readonly reason: StartReason
  readonly zh: string
  readonly en: string

  constructor(reason: StartReason, detail: string, options?: ErrorOptions) {
    const [zh, en] = sentences[reason](detail)
    super(`${zh}\n${en}`, options)
    this.name = 'StartError'
    this.reason = reason
    this.zh = zh
    this.en = en
  }
}

export type StartReason = keyof typeof sentences

type Sentence = (detail: string) => readonly [zh: string, en: string]

const sentences = {
  badDatabaseUrl: (why) => [`数据库地址无效：${why}`, `The database address is not valid: ${why}`],
  dataDirInUse: (who) => [
    `另一个程序正在使用此数据目录（${who}）。请先停止它。`,
    `Another program is using this data directory (${who}). Stop it first.`,
  ],
  dataDirNotWritable: (dir) => [`数据目录不可写：${dir}`, `The data directory cannot be written: ${dir}`],
  databaseDidNotStart: (log) => [`数据库没有启动：\n${log}`, `The database did not start:\n${log}`],
  databaseTooOld: (version) => [
    `PostgreSQL ${version} 版本过旧，需要 15 或以上。`,
    `PostgreSQL ${version} is too old: 15 or newer is needed.`,
  ],
  databaseUnreachable: (why) => [`无法连接数据库：${why}`, `The database cannot be reached: ${why}`],
  diskFull: (dir) => [`磁盘空间不足，无法启动：${dir}`, `The disk is too full to start: ${dir}`],
  foreignCluster: (major) => [
    `数据目录由 PostgreSQL ${major} 建立，本程序没有该版本。请用该版本导出后再导入，或安装该版本。`,
    `The data directory was made by PostgreSQL ${major}, which is not here. Install that version, or dump with it and load anew.`,
  ],
  foreignServer: (who) => [
    `数据目录里的数据库正由另一个进程运行（${who}），本程序不会停止它。`,
    `The database in this data directory is run by another process (${who}), which this program will not stop.`,
  ],
  logForked: (where) => [
    `公开日志与数据库不一致（${where}）：有人改动过其中之一。程序拒绝启动，请保留两者作为证据。`,
    `The public log and the database contradict each other (${where}): one of them was changed. The program does not start; keep both as evidence.`,
  ],
  logShrunk: (sizes) => [
    `数据库里的记录少于已公布的日志（${sizes}）：记录被删除，或恢复了较早的备份。程序拒绝启动。\n确属恢复备份的：npx zaigang log-renew --because "原因"（原因向公众显示）`,
    `The database holds less than the published log (${sizes}): records were removed, or an older backup was restored. The program does not start.\nIf it was a backup: npx zaigang log-renew --because "why" (shown to the public)`,
  ],
  joinRefused: (why) => [`未能加入中心：${why}`, `This station could not join the center: ${why}`],
  migrationChanged: (name) => [
    `已执行过的迁移 ${name} 的内容被改动。程序拒绝启动。`,
    `The migration ${name}, which has run already, was changed since. The program does not start.`,
  ],
  newerDatabase: (name) => [
    `数据库比程序新（含有未知迁移 ${name}）。请使用更新的程序。`,
    `The database is newer than the program (it has the unknown migration ${name}). Use a newer program.`,
  ],
  noBinaries: (platform) => [
    `此平台（${platform}）没有内置数据库，本机也未找到 PostgreSQL 15 或以上。请设置 DATABASE_URL。`,
    `There is no built-in database for this platform (${platform}) and no PostgreSQL 15 or newer on this machine. Set DATABASE_URL.`,
  ],
  noUnprivilegedUser: (why) => [
    `数据库不能以 root 身份运行，也无法切换到普通用户：${why}`,
    `The database must not run as root, and no ordinary user can be used instead: ${why}`,
  ],
  settingOfOtherRole: (what) => [
    `此设置与启动的角色不符：${what}`,
    `This setting does not go with the role that is started: ${what}`,
  ],
  settingWrong: (what) => [`设置有误：${what}`, `A setting is wrong: ${what}`],
  stationDatabaseMissing: (name) => [
    `站点数据库 ${name} 不存在，且当前登录名无权建立。请建立它，或设置 STATION_DATABASE_URL。`,
    `The station database ${name} does not exist and this login may not create it. Create it, or set STATION_DATABASE_URL.`,
  ],
  witnessKeyOpen: (file) => [
    `见证密钥文件能被他人读取：${file}。请执行 chmod 600。`,
    `The witness's key file can be read by others: ${file}. Run chmod 600.`,
  ],
  witnessMemoryWrong: (file) => [
    `见证记录与签名不符，或缺少曾用的账本公钥：${file}。请勿删除它，先查明原因。`,
    `What the witness remembers does not fit its signatures, or an earlier key of the log is missing: ${file}. Do not delete it before you know why.`,
  ],
  witnessPolicyWrong: (where) => [`见证规则文件 witnesses 有误：${where}`, `The file of witnesses is wrong: ${where}`],
} as const satisfies Record<string, Sentence>
