import { describe, expect, test } from 'vitest'
import { runOpen311 } from '../../scripts/cases/open311.ts'

describe('answers of Open311 as others publish them', () => {
  test.each([
    ['service list', '[{"service_code":"1","service_name":"x","group":"y"}]'],
    ['service definition', '{"service_code":"1","attributes":[{"code":"a","values":[{"key":1,"name":"b"}]}]}'],
    ['service requests', '[{"service_request_id":"1","requested_datetime":"x","service_code":007}]'],
    ['request made', '[{"service_request_id":1,"service_notice":"x"}]'],
    ['request of a token', '[{"service_request_id":1,"token":2}]'],
    ['errors', 'HTTP/1.1 403 Forbidden\n\n[{"code":403,"description":"x"}]'],
    ['discovery', '{"key_service":"x","endpoints":[{"url":"x","formats":["text/xml"]}]}'],
  ])('%s', (name, text) => {
    expect(runOpen311(text, 'json')).toEqual([{ name: `Open311 ${name} (json)`, wrong: [], skipped: null }])
  })

  test('in XML names stand at the same places', () => {
    const xml = '<service_requests><request><service_request_id>1</service_request_id></request></service_requests>'
    const requests = xml.replace('</request>', '<requested_datetime/></request>')
    expect(runOpen311(requests, 'xml')?.[0]?.wrong).toEqual([])
    expect(runOpen311(requests.replaceAll('request>', 'call>'), 'xml')?.[0]?.wrong[0]).toMatch(
      /^service_requests\.call/,
    )
  })

  test('a name we do not answer with is told', () => {
    const [result] = runOpen311('[{"service_code":"1","service_name":"x","colour":"red"}]', 'json') ?? []
    expect(result?.wrong).toEqual(['colour: not in our answer'])
  })

  test.each(['[{"token":1}]', '{"cases":[]}', '7', 'no json', '[{"code":"a"}]'])('%s is none', (text) => {
    expect(runOpen311(text, 'json')).toBeUndefined()
  })
})
