import { inBoth } from '../../language.tsx'

export const logInWords = inBoth(
  {
    title: '登录',
    promise: '有没有人在岗，群众一看就知道。',
    promises: [
      ['看的是人，不是照片', '随机动作验证，面具和视频过不了关；拿不准的由人来定。'],
      ['刷脸不是唯一办法', '工号加 PIN 效果一样，选哪种由本人决定。'],
      ['脸留在站点机里', '不上传、不定位、不排名；撤回同意就删除并出具证明。'],
    ],
    login: '登录名',
    password: '密码',
    code: '动态验证码',
    codeLead: '请打开身份验证器，输入 6 位动态验证码。',
    logIn: '登录',
    or: '或者',
    passkey: '用通行密钥登录',
    passkeyLead: '指纹、面容或安全密钥只在您自己的电脑上核对，不会传给系统。',
    passkeyFailed: '没有完成通行密钥登录，可以再试一次，或改用密码。',
    oidc: '用县统一身份登录',
    help: '忘记密码？请联系本县系统管理员，由其关闭旧账号并重新邀请。',
    boards: '只想看谁在值班？不用登录：',
    boardsLink: '打开值班公示',
  },
  {
    title: 'Log in',
    promise: 'Is someone on duty? Anyone can see it at a glance.',
    promises: [
      ['The person, not a picture', 'Random actions stop masks and videos; where there is doubt, a person decides.'],
      ['Never only the face', 'Number and PIN counts the same; everybody chooses for themselves.'],
      [
        'The face stays in the station',
        'No upload, no position, no ranking; withdrawn consent means erased, with a certificate.',
      ],
    ],
    login: 'Login name',
    password: 'Password',
    code: 'One-time code',
    codeLead: 'Open your authenticator app and type the six digits it shows.',
    logIn: 'Log in',
    or: 'or',
    passkey: 'Log in with a passkey',
    passkeyLead:
      'Fingerprint, face or security key are checked on your own computer only and never sent to the system.',
    passkeyFailed: 'The passkey log-in was not finished. Try again, or use your password.',
    oidc: 'Log in with the county’s identity',
    help: 'Password forgotten? Ask the county’s system administrator to close the old account and invite you anew.',
    boards: 'Only want to know who is on duty? No log-in needed:',
    boardsLink: 'open the duty boards',
  },
)
