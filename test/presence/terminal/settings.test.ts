import { expect, test } from 'vitest'
import { checkRole, readSettings } from '../../../src/main/settings.ts'
import { StartError } from '../../../src/store/start-error.ts'

test('terminals are listened to nowhere unless a port is set, and at a station only', () => {
  expect(readSettings({}, []).terminals).toBeUndefined()
  const set = { TERMINAL_PORT: '7788' }
  expect(readSettings(set, []).terminals).toEqual({ port: 7788, host: '0.0.0.0' })
  expect(readSettings({ ...set, TERMINAL_HOST: '192.168.9.1' }, []).terminals?.host).toBe('192.168.9.1')
  expect(checkRole(readSettings(set, ['--role', 'station'])).terminals?.port).toBe(7788)
  expect(() => checkRole(readSettings(set, ['--role', 'center']))).toThrow(StartError)
  expect(() => readSettings({ TERMINAL_PORT: '0' }, [])).toThrow(StartError)
})
