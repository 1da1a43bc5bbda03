package io.runnerbean.cli;

import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.Utf8;
import io.runnerbean.engine.validation.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of payloads of one type, one JSON object per line. */
final class PayloadFile {

  /** The maximum number of reported problems, because a file may have millions of lines. */
  private static final int MAX_PROBLEMS = 20;

  private PayloadFile() {}

  /**
   * Reads a file, and skips empty lines.
   *
   * @throws InvalidMessageException if a line is not a valid payload; names the first of these
   *     lines
   * @throws IllegalArgumentException if it is not UTF-8; names the line
   */
  static List<JobMessage> read(Path file, String type) throws IOException {
    List<JobMessage> messages = new ArrayList<>();
    List<Violation> problems = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size() && problems.size() < MAX_PROBLEMS; i++) {
      if (!lines.get(i).isBlank()) {
        read(type, lines.get(i), "line " + (i + 1), messages, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(
          "Nothing was sent: " + file + " has invalid lines", problems);
    }
    return messages;
  }

  /**
   * Reads the lines of a file; {@code -} is standard input.
   *
   * @throws IllegalArgumentException if it is not UTF-8; names the line
   */
  static List<String> lines(Path file) throws IOException {
    boolean isInput = file.toString().equals("-");
    try {
      byte[] bytes = isInput ? System.in.readAllBytes() : Files.readAllBytes(file);
      return Utf8.decode(bytes).lines().toList();
    } catch (Utf8.NotUtf8Exception e) {
      throw new IllegalArgumentException(
          "%s %s".formatted(isInput ? "standard input" : file, e.rule()), e);
    }
  }

  private static void read(
      String type, String line, String place, List<JobMessage> messages, List<Violation> problems) {
    try {
      messages.add(JobMessage.of(type, line));
    } catch (InvalidMessageException invalid) {
      invalid
          .violations()
          .forEach(violation ->
              problems.add(new Violation(place + ": " + violation.field(), violation.rule())));
    }
  }
}
