package io.runnerbean.deploy.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Prints to the user's terminal, and asks for confirmation.
 *
 * @param in where the user's answers are read
 * @param assumesYes whether {@link #confirm} asks nothing
 */
public record Console(PrintWriter out, BufferedReader in, boolean assumesYes) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** Prints a line. */
  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  public void print(String line, Object... arguments) {
    out.println(line.formatted(arguments));
    out.flush();
  }

  /** Prints an event with its time. */
  public void event(Instant time, String text) {
    print("  %s  %s", TIME.format(time), text);
  }

  /** Prints that the command is still waiting. */
  public void heartbeat(Duration elapsed) {
    print(
        "  …         still waiting, %d min %02d s after the start",
        elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  /**
   * Asks for confirmation, unless {@code --yes} gave it.
   *
   * @param expected the exact answer that confirms
   * @throws DeployException if the answer is another, or standard input is closed
   */
  public void confirm(String question, String expected) {
    if (!assumesYes) {
      ask(question, expected, "Use --yes.");
    }
  }

  /** Asks even with {@code --yes}, because the action cannot be undone. */
  public void confirmAlways(String question, String expected) {
    ask(question, expected, "Type the answer, or pipe it in.");
  }

  private void ask(String question, String expected, String hint) {
    out.print(question + " ");
    out.flush();
    if (!expected.equals(answer(hint).strip())) {
      throw new DeployException("Not confirmed. Nothing was changed.");
    }
  }

  private String answer(String hint) {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new DeployException(
            "Confirmation is needed, but standard input is closed. %s Nothing was changed."
                .formatted(hint));
      }
      return line;
    } catch (IOException e) {
      throw new DeployException("Cannot read the answer: " + e.getMessage());
    }
  }
}
