package io.runnerbean.dev;

import java.util.List;

/** A list of classes, from which a JVM creates an archive or an AOT cache. */
final class ClassList {

  private static final String COMMENT = "#";

  /** Begins the line of a lambda, which the JVM finds again by itself. */
  private static final String LAMBDA = "@";

  /** Marks a class that a class loader of its own has loaded from somewhere. */
  private static final String SOURCE = " source: ";

  private ClassList() {}

  /**
   * The names of the classes, in order, without those that a run generates.
   *
   * @param lines the list that a JVM has written
   */
  static List<String> names(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith(COMMENT) && !line.startsWith(LAMBDA))
        .filter(line -> !line.contains(SOURCE))
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> !isGenerated(name))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isGenerated(String name) {
    return name.contains("$$")
        || name.contains("LambdaForm$")
        || name.startsWith("jdk/internal/reflect/Generated");
  }
}
