/**
 * A look failed for a reason that lies in the engine, not in the frame. `workerLost`: the worker ended and is being
 * started anew; `modelFailed`: a model broke off; `closed`: the engine was closed.
 */
export class FaceEngineFailure extends Error {
  readonly why: 'workerLost' | 'modelFailed' | 'closed'

  constructor(why: FaceEngineFailure['why'], detail: string) {
    super(`The face engine could not look at a frame (${why}: ${detail}).`)
    this.name = 'FaceEngineFailure'
    this.why = why
  }
}
