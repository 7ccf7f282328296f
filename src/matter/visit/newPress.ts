import { randomUUID } from 'node:crypto'

/** 122 random bits for one page; a time-ordered id would tell most of them. */
export const newPress = (): string => randomUUID()
