import type { RoomWords } from './room.ts'

/** Where notices of matters go outside of the product. */
export const noticesAudit = {
  kinds: {
    mailAddressSet: ['设置或取消自己的提醒邮箱', "One's own address for notices set or removed"],
    webhookKept: ['设置接收事项消息的程序', 'Program to be told of matters set up'],
    webhookSwitched: ['暂停或启用接收事项消息的程序', 'Program to be told of matters switched off or on'],
    webhookEnded: ['删除接收事项消息的程序', 'Program no longer told of matters'],
  },
  fields: {
    webhookId: ['接收程序', 'webhook'],
    'webhookSwitched.on': ['启用', 'on'],
    'webhookKept.host': ['发往', 'sent to'],
    'webhookKept.events': ['消息', 'events'],
  },
  values: {
    'webhookKept.events': {
      'matter.light': ['亮黄灯、红灯', 'a light turned'],
      'matter.ended': ['事项结束', 'a matter ended'],
    },
  },
} as const satisfies RoomWords
