package io.runnerbean.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tracks which name a client has given to which statement. */
final class Statements {

  private final Map<String, String> prepared = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();

  /** Returns the statement that this message makes the server execute. */
  Optional<String> executedBy(FrontendMessage message) {
    switch (message.type()) {
      case 'P' -> put(prepared, message.texts(2));
      case 'B' -> bind(message.texts(2));
      case 'E' -> {
        return Optional.ofNullable(portals.get(message.texts(1).getFirst()));
      }
      case 'Q' -> {
        return Optional.of(message.texts(1).getFirst());
      }
      default -> {}
    }
    return Optional.empty();
  }

  /**
   * Returns whether the client waits for an answer to this message. The driver sends BEGIN and the
   * first statement without a wait in between.
   */
  boolean isWaitedFor(FrontendMessage message) {
    return message.type() == 'S'
        || (message.type() == 'Q' && !message.texts(1).getFirst().equals("BEGIN"));
  }

  private void bind(List<String> portalAndStatement) {
    portals.put(
        portalAndStatement.getFirst(), prepared.getOrDefault(portalAndStatement.getLast(), "?"));
  }

  private static void put(Map<String, String> map, List<String> nameAndText) {
    map.put(nameAndText.getFirst(), nameAndText.getLast());
  }
}
