import { BlockList, isIP } from 'node:net'

/** Where an address leads: `public` anywhere, `private` into a network of one's own, `never` to what no webhook is for. */
export type Reach = 'public' | 'private' | 'never'

const listOf = (...ranges: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/')
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const ownNets = listOf('127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7')
/** Special-purpose addresses (IANA): link-local, where clouds keep their secrets, shared, documentation, multicast. */
const noNets = listOf(
  ...['0.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
)
/** Of the rest only global unicast, without what wraps an IPv4 address. */
const globalNet = listOf('2000::/3')
const wrapped = listOf('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20')

/** Where an IP address leads. An IPv4 address written as IPv6 leads nowhere. */
export function reachOf(ip: string): Reach {
  const version = isIP(ip)
  if (version === 4) {
    if (ownNets.check(ip, 'ipv4')) return 'private'
    return noNets.check(ip, 'ipv4') ? 'never' : 'public'
  }
  if (version !== 6 || /[.%]/.test(ip) || /^(::ffff:|0*:0*:0*:0*:0*:ffff:)/i.test(ip)) return 'never'
  if (ownNets.check(ip, 'ipv6')) return 'private'
  return globalNet.check(ip, 'ipv6') && !wrapped.check(ip, 'ipv6') ? 'public' : 'never'
}

/** The address of a webhook, as it is written. Undefined for what is none: https only, `http` only into own networks. */
export function readWebhookUrl(text: string, allowPrivate: boolean): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate)) return undefined
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  const host = hostOf(url)
  return isIP(host) === 0 || mayReach(url, host, allowPrivate) ? url : undefined
}

/** Whether a webhook may be called at an IP address its host has. */
export function mayReach(url: URL, ip: string, allowPrivate: boolean): boolean {
  const reach = reachOf(ip)
  return (reach === 'public' && url.protocol === 'https:') || (reach === 'private' && allowPrivate)
}

/** The host without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')
