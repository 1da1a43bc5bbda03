package io.runnerbean.deploy.told;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is said to a person who ends a command with Ctrl-C: the JVM stops where it stands, and
 * nothing else would say what becomes of what was begun.
 */
public final class LastWord implements AutoCloseable {

  public static final String STOPPED =
      "Stopped. AWS goes on with what was begun; the same command takes it up again.";

  private final AtomicBoolean isOver = new AtomicBoolean();

  private LastWord() {}

  /** Will be said, unless it is closed before the JVM ends. */
  public static LastWord ready() {
    LastWord word = new LastWord();
    Runtime.getRuntime().addShutdownHook(new Thread(word::say));
    return word;
  }

  @Override
  public void close() {
    isOver.set(true);
  }

  private void say() {
    if (!isOver.get()) {
      System.err.println("\n" + STOPPED);
    }
  }
}
