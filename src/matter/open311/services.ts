import type { MatterType } from '../../contract/matterTypes.ts'
import type { Told } from './wire.ts'

/** Kinds of matter that anybody may report from outside. */
export const servicesOf = (types: readonly MatterType[]): MatterType[] => types.filter((it) => it.publicProblem)

/** A kind as the list of services tells it. `metadata` where more is asked than place and words. */
export const tellService = (type: MatterType): Told => ({
  service_code: type.code,
  service_name: type.name,
  description: type.description,
  metadata: type.materials.length > 0,
  type: 'realtime',
  keywords: type.keywords.join(', '),
  group: type.group,
})

/** What else is asked: each thing on the type's list is a text to be filled in. */
export const tellDefinition = (type: MatterType): Told => ({
  service_code: type.code,
  attributes: type.materials.map(({ key, name, required, how }, i) => ({
    variable: true,
    code: key,
    datatype: 'text',
    required,
    datatype_description: how === '' ? null : how,
    order: i + 1,
    description: name,
    values: [],
  })),
})

/** How the interface is found (GeoReport v2, service discovery). `origin` without a slash at its end. */
export const tellDiscovery = (origin: string, contact: string): Told => ({
  changeset,
  contact,
  key_service: `${contact}: 应用程序向县里申请密钥 / applications ask the county for a key`,
  endpoints: [
    ['v2', 'production'],
    ['test', 'test'],
  ].map(([path = '', type = '']) => ({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${origin}/open311/${path}`,
    changeset,
    type,
    formats: ['text/xml', 'application/json'],
  })),
})

/** When this interface last changed in form. */
const changeset = '2026-11-20T08:00:00+08:00'
