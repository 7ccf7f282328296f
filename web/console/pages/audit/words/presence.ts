import type { RoomWords } from './room.ts'

/** Stations and kiosks: what they say of themselves, and what they refused. */
export const presenceAudit = {
  kinds: {
    otherWayRefused: ['签到屏拒绝了一次 PIN 或卡', 'PIN or card refused at a kiosk'],
    enrolmentRefused: ['采集被拒', 'Enrolment refused'],
    kioskBound: ['绑定签到屏', 'Kiosk bound'],
    kioskTrouble: ['签到屏问题', 'Kiosk trouble'],
    stationStarted: ['站点机启动', 'Station started'],
    stationCounted: ['站点机报数', 'Station counted'],
    deviceSilent: ['站点机失联', 'Station silent'],
    deviceAlarmed: ['站点机编号报警', 'Alarm about a station'],
  },
  fields: {
    kioskId: ['签到屏', 'kiosk'],
    sameAsStaffId: ['与谁相同', 'same as'],
    trouble: ['问题', 'trouble'],
    detail: ['详情', 'detail'],
    bootId: ['启动编号', 'start'],
    version: ['版本', 'version'],
    models: ['识别模型', 'models'],
    kioskOrigin: ['签到页地址', 'address of the kiosk page'],
    alarm: ['报警', 'alarm'],
    seq: ['编号', 'number'],
    made: ['共记', 'made'],
    lastSeq: ['最后编号', 'last number'],
  },
  values: {
    'otherWayRefused.why': {
      unknown: ['没有这个工号或卡', 'no such number or card'],
      pin: ['PIN 不对', 'wrong PIN'],
      locked: ['已锁定', 'locked'],
      left: ['已离职', 'left'],
    },
    'enrolmentRefused.why': {
      faceSameAs: ['与他人的脸相同', 'face enrolled as somebody else'],
      tooFew: ['可用的画面太少', 'too few usable pictures'],
      notOnePerson: ['前后不是同一个人', 'not one person throughout'],
      otherModel: ['识别模型不一致', 'models differ'],
      badVector: ['读不出特征', 'no features could be read'],
    },
    trouble: {
      cameraMissing: ['没有摄像头', 'no camera'],
      cameraDenied: ['浏览器不许用摄像头', 'camera not allowed'],
      cameraLost: ['摄像头断开', 'camera went away'],
      insecure: ['不是从本机或 https 打开', 'not opened from this machine or by https'],
      clockJump: ['时钟跳变', 'clock jumped'],
      virtualCamera: ['虚拟摄像头', 'virtual camera'],
      cameraHint: ['摄像头有反常', 'something odd about the camera'],
      snapshotDoubted: ['名单不是本中心签发', 'a list not signed by the center'],
    },
    alarm: {
      gap: ['中间缺号', 'number missing'],
      double: ['一号两说', 'number says two things'],
      missing: ['比报数少', 'fewer than stated'],
    },
  },
} as const satisfies RoomWords
