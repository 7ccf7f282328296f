import { inBoth } from '../../language.tsx'

export const invitationWords = inBoth(
  {
    title: '接受邀请',
    lead: (roles: string) => `您受邀使用本系统，身份：${roles}。请设置只有您自己知道的密码。`,
    leadNoRole: '您受邀使用本系统。请设置只有您自己知道的密码；权限由安全管理员另行授予。',
    noToken: '链接不完整',
    noTokenNext: '请完整复制收到的邀请链接再打开，链接只能使用一次。',
    gone: '邀请链接不能再用',
    goneNext: '链接无效、已经用过或者已过期。账号已经开通的，请直接登录；还没有的，请向发链接的人再要一个。',
    login: '登录名',
    name: '姓名',
    password: '密码',
    passwordRule: '至少 10 个字符。一句好记的话比符号更安全。',
    repeat: '再输一次密码',
    repeatWrong: '两次输入的密码不一样',
    accept: '开通账号',
  },
  {
    title: 'Accept the invitation',
    lead: (roles) => `You are invited to use this system as ${roles}. Choose a password only you know.`,
    leadNoRole:
      'You are invited to use this system. Choose a password only you know; the security administrator grants your roles.',
    noToken: 'The link is not complete',
    noTokenNext: 'Copy the whole invitation link and open it again. It works once.',
    gone: 'The invitation no longer works',
    goneNext:
      'It is not valid, was used, or has expired. If your account is open already, log in; if not, ask whoever sent it for a new link.',
    login: 'Login name',
    name: 'Name',
    password: 'Password',
    passwordRule: 'At least 10 characters. A sentence you remember is safer than symbols.',
    repeat: 'The password again',
    repeatWrong: 'The two passwords differ',
    accept: 'Open the account',
  },
)
