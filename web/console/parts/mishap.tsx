import { Component, type ReactNode } from 'react'
import { Unanswered } from '../../shared/ask.ts'
import { Failure } from './waiting.tsx'

interface Props {
  /** A new value (another page) gives it another try. */
  readonly at: string
  readonly children: ReactNode
}

/** Keeps a page that breaks from taking the frame with it: says so, and offers to load the page anew. */
export class Mishap extends Component<Props, { failure: unknown }> {
  override state = { failure: undefined as unknown }

  static getDerivedStateFromError(failure: unknown) {
    return { failure }
  }

  override componentDidUpdate({ at }: Props) {
    if (at !== this.props.at && this.state.failure !== undefined) this.setState({ failure: undefined })
  }

  override render() {
    const { failure } = this.state
    if (failure === undefined) return this.props.children
    // Most likely a part of the page that was never fetched.
    const told = navigator.onLine ? failure : new Unanswered(String(failure))
    return <Failure failure={told} again={() => location.reload()} />
  }
}
