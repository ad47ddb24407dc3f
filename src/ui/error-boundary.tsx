import { Component } from 'react';
import type { ReactNode } from 'react';

type Props = {
  children: ReactNode;
  /** What stands there instead. `retry` draws the children again. */
  renderFailure: (error: unknown, retry: () => void) => ReactNode;
};

/** Keeps a failure inside one part of a page. A class, because React offers no other way. */
export class ErrorBoundary extends Component<Props, { caught: { error: unknown } | null }> {
  override state: { caught: { error: unknown } | null } = { caught: null };

  static getDerivedStateFromError(error: unknown) {
    return { caught: { error } };
  }

  retry = () => this.setState({ caught: null });

  override render() {
    const { caught } = this.state;
    return caught === null
      ? this.props.children
      : this.props.renderFailure(caught.error, this.retry);
  }
}
