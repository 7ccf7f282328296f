/** What the program is doing while it starts, in the words of the screens. */
export const startSteps = {
  lookingForDatabase: ['正在查找数据库程序', 'Looking for the database program'],
  stoppingOrphan: ['正在停止上次遗留的数据库', 'Stopping a database left behind'],
  creatingCluster: ['首次启动：正在建立数据库（约几秒）', 'First start: creating the database (a few seconds)'],
  startingDatabase: ['正在启动数据库', 'Starting the database'],
  preparingDatabases: ['正在准备数据库与登录名', 'Preparing databases and logins'],
  migrating: ['正在更新数据库结构', 'Bringing the database up to date'],
  databaseReady: ['数据库已就绪', 'The database is ready'],
  restartingDatabase: ['数据库意外停止，正在重新启动', 'The database stopped unexpectedly: starting it again'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type StartStep = keyof typeof startSteps
export type OnProgress = (step: StartStep) => void
