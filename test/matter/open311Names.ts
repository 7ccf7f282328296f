/** The names of GeoReport v2 (open311.org, examples of the standard), level by level; 0 is a value. */
const request = {
  ...{ service_request_id: 0, status: 0, status_notes: 0, service_name: 0, service_code: 0, description: 0 },
  ...{ agency_responsible: 0, service_notice: 0, requested_datetime: 0, updated_datetime: 0, expected_datetime: 0 },
  ...{ address: 0, address_id: 0, zipcode: 0, lat: 0, long: 0, media_url: 0 },
}
const service = {
  ...{ service_code: 0, service_name: 0, description: 0, metadata: 0, type: 0, keywords: 0, group: 0 },
}
const attribute = {
  ...{ variable: 0, code: 0, datatype: 0, required: 0, datatype_description: 0, order: 0, description: 0 },
  values: 0,
}
const head = { '?xml': 0 }

export const names = {
  request,
  services: { ...head, services: { service: [service] } },
  requests: { ...head, service_requests: { request: [request] } },
  token: { ...head, service_requests: { request: [{ service_request_id: 0, token: 0 }] } },
  definition: { ...head, service_definition: { service_code: 0, attributes: { attribute: [attribute] } } },
  errors: { ...head, errors: { error: [{ code: 0, description: 0 }] } },
}
