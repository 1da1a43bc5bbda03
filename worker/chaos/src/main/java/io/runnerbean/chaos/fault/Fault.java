package io.runnerbean.chaos.fault;

import java.time.Duration;

/** Something that goes wrong. */
public sealed interface Fault {

  /** What ends a process. */
  sealed interface End extends Fault {}

  /** SIGKILL: the process ends where it stands. */
  record Kill(Victim victim) implements End {}

  /** SIGTERM: the process may finish what it has in hand. */
  record Stop(Victim victim) implements End {}

  /** Trouble that passes. */
  record Spell(Trouble trouble, Duration lasts) implements Fault {}

  /** For people. */
  default String text() {
    return switch (this) {
      case Kill(Victim victim) -> "kill -9    " + victim.words();
      case Stop(Victim victim) -> "SIGTERM    " + victim.words();
      case Spell(Trouble trouble, Duration lasts) ->
          "%-10s %s".formatted(lasts.toMillis() + " ms", trouble.words());
    };
  }
}
