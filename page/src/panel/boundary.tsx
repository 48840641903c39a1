import { Component, type ErrorInfo, type ReactNode } from "react";

interface BoundaryProps {
  /** Told once what went wrong. */
  readonly onError: (message: string) => void;
  readonly children: ReactNode;
}

/** Keeps a panel that cannot be drawn from taking the page with it: it says why, in its own frame. */
export class Boundary extends Component<BoundaryProps, { readonly message?: string }> {
  override state: { readonly message?: string } = {};

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo) {
    this.props.onError(error instanceof Error ? error.message : String(error));
  }

  override render() {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <div className="dp-panel-note" data-kind="error" role="alert">
        <p>This panel could not be drawn.</p>
        <p>{message}</p>
      </div>
    );
  }
}
