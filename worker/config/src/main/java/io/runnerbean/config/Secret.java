package io.runnerbean.config;

/** A value that is never shown in a log, a page or an error. */
public final class Secret {

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "********";
  }
}
