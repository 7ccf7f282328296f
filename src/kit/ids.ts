import { v7 } from 'uuid'

/** A new UUIDv7: made by the application, never by the database, so that the same program runs on any PostgreSQL. */
export const newId = (): string => v7()
