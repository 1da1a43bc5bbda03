package io.runnerbean.chaos.fault;

import java.time.Duration;

/** A fault. */
public sealed interface Fault {

  /** Ends a process. */
  sealed interface End extends Fault {}

  /** SIGKILL: the process ends at once. */
  record Kill(TargetProcess target) implements End {}

  /** SIGTERM: the process finishes its running jobs. */
  record Stop(TargetProcess target) implements End {}

  /** A fault that ends by itself. */
  record TransientFault(FaultKind kind, Duration lasts) implements Fault {}

  /** A line of the fault log. */
  default String text() {
    return switch (this) {
      case Kill(TargetProcess target) -> "kill -9    " + target.words();
      case Stop(TargetProcess target) -> "SIGTERM    " + target.words();
      case TransientFault(FaultKind kind, Duration lasts) ->
          "%-10s %s".formatted(lasts.toMillis() + " ms", kind.words());
    };
  }
}
