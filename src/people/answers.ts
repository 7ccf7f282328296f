import type { Answer } from '../http/answer.ts'
import { accountAnswers, roleGrantAct } from './routes/accounts.ts'
import { auditAnswers } from './routes/audit.ts'
import { consentAnswers } from './routes/consents.ts'
import { importAnswers } from './routes/import.ts'
import { logInAnswers } from './routes/log-in.ts'
import { oidcAnswers } from './routes/oidc.ts'
import { proposalAnswers } from './routes/proposals.ts'
import { secondFactorAnswers } from './routes/second-factors.ts'
import { setUpAnswers } from './routes/set-up.ts'
import { staffAnswers } from './routes/staff.ts'
import { treeAnswers } from './routes/tree.ts'
import type { PeopleSettings } from './settings.ts'

/** Every answer of this room but `readOwnRecord`, which needs rooms to the right (`ownRecordAnswer`), with its own act that takes two. */
export const peopleAnswers = (settings: PeopleSettings): readonly Answer[] => [
  ...setUpAnswers(settings),
  ...logInAnswers(settings),
  ...secondFactorAnswers(settings),
  ...oidcAnswers(settings),
  ...treeAnswers,
  ...staffAnswers,
  ...importAnswers,
  ...accountAnswers(settings),
  ...consentAnswers,
  ...auditAnswers,
  ...proposalAnswers([roleGrantAct]),
]
