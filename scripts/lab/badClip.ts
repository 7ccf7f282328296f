/** A clip that cannot be played; the message is the end of a sentence about it. */
export class BadClip extends Error {}
