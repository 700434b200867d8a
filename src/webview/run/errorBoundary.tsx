import { Component, type ComponentChildren } from "preact";

/** Draws the fallback if something inside can't be drawn, so that the rest of the page still works. */
export class ErrorBoundary extends Component<
  { readonly fallback: ComponentChildren; readonly children: ComponentChildren },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
