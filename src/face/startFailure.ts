/** The face engine cannot start. `message` is a sentence that names what is wrong; `cause` is the error beneath it. */
export class FaceStartFailure extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'FaceStartFailure'
  }
}
