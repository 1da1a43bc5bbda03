package io.runnerbean.dev;

import java.nio.file.Path;

/** The checkout that all of this is of: the launcher says where it is. */
final class Checkout {

  private Checkout() {}

  /** Its folder: the working directory, if nobody says. */
  static Path home() {
    return Path.of(System.getProperty("runnerbean.home", "."));
  }
}
