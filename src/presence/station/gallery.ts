import type { Decision, Ranked } from '../../face/decision.ts'
import type { Description, Template } from '../../face/description.ts'
import { faceresMean } from '../../face/faceresMean.ts'
import { findSame, identify, verify } from '../../face/match.ts'
import { openGallery } from '../../face/matchGallery.ts'
import { type MatchPolicy, shippedPolicy } from '../../face/matchPolicy.ts'
import { type Averaged, makeTemplate, type Shot } from '../../face/matchTemplate.ts'
import { faceOf, likenessOf } from './captures.ts'

/** Everybody enrolled at a station, in memory only. Never changes: a new enrolment or an erasure opens a new one. */
export interface SiteGallery {
  readonly people: ReadonlySet<string>
  identify(probe: Description): Decision
  verify(probe: Description, person: string): Decision
  /** How like a person's template a probe is, in the measure of earlier captures; nothing where that cannot be said. */
  likeness(probe: Description, person: string): number | undefined
  /** Whose face this already is, the person of the template left out. */
  findSame(template: Template): Ranked | undefined
  /** A template of several shots of one and the same face. */
  makeTemplate(person: string, shots: readonly Shot[]): Averaged<Template>
}

export function openSiteGallery(templates: readonly Template[], policy: MatchPolicy = shippedPolicy): SiteGallery {
  const gallery = openGallery(templates, faceresMean)
  const faces = new Map(templates.map((template) => [template.person, faceOf(template)]))
  return {
    people: new Set(templates.map(({ person }) => person)),
    identify: (probe) => identify(probe, gallery, policy),
    verify: (probe, person) => verify(probe, gallery, person, policy),
    likeness: (probe, person) => likenessOf(faceOf(probe), faces.get(person)),
    findSame: (template) => findSame(template, gallery, policy),
    makeTemplate: (person, shots) => makeTemplate(person, shots, faceresMean, policy),
  }
}
