/** What became of a visit. Apart from the shapes, so that the kiosk's page need not carry a parser library. */
export const visitOutcomes = ['served', 'nobodyThere', 'sentAway'] as const
