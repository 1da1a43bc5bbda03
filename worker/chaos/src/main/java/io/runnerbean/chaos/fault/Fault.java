package io.runnerbean.chaos.fault;

import java.time.Duration;

/** Something that goes wrong. */
public sealed interface Fault {

  /** What ends a process. */
  sealed interface End extends Fault {}

  /** SIGKILL: the process ends where it stands. */
  record Kill(TargetProcess target) implements End {}

  /** SIGTERM: the process may finish what it has in hand. */
  record Stop(TargetProcess target) implements End {}

  /** Trouble that passes. */
  record TransientFault(FaultKind kind, Duration lasts) implements Fault {}

  /** For people. */
  default String text() {
    return switch (this) {
      case Kill(TargetProcess target) -> "kill -9    " + target.words();
      case Stop(TargetProcess target) -> "SIGTERM    " + target.words();
      case TransientFault(FaultKind kind, Duration lasts) ->
          "%-10s %s".formatted(lasts.toMillis() + " ms", kind.words());
    };
  }
}
