/** How often an open month is asked anew: what somebody else confirms or approves changes it. Also when the page is looked at again. */
export const monthEveryMs = 60_000
