import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says how many tests this build has run, where their reports are, and which classes took longest: java Reports.java
 * FOLDER [HOW-MANY]. Reports that are older than the build are not its own.
 */
final class Reports {

  private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");

  private record Suite(String name, double seconds, int tests, int skipped) {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    List<Suite> suites = suites(home);
    if (suites.isEmpty()) {
      return;
    }
    if (args.length > 1) {
      System.out.println("The slowest test classes:");
      suites.stream()
          .sorted(Comparator.comparingDouble(Suite::seconds).reversed())
          .limit(Long.parseLong(args[1]))
          .forEach(suite -> System.out.printf("  %6.1f s  %4d tests  %s%n", suite.seconds(), suite.tests(), suite.name()));
    }
    System.out.printf(
        "%d tests in %d classes, %d skipped. Reports are in worker/*/target/surefire-reports and failsafe-reports;%n"
            + "what a test printed is beside its report, in CLASS-output.txt.%n",
        suites.stream().mapToInt(Suite::tests).sum(), suites.size(), suites.stream().mapToInt(Suite::skipped).sum());
  }

  private static List<Suite> suites(Path home) throws IOException {
    // Each build writes this file first.
    FileTime begun = Files.getLastModifiedTime(home.resolve("target/jdk-home"));
    PathMatcher isReport = home.getFileSystem().getPathMatcher("glob:**/target/{surefire,failsafe}-reports/TEST-*.xml");
    List<Suite> suites = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home.resolve("worker"), 4)) {
      for (Path file : files.filter(isReport::matches).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(begun) >= 0) {
          suites.add(suite(Files.readString(file)));
        }
      }
    }
    return suites;
  }

  private static Suite suite(String xml) {
    Matcher suite = SUITE.matcher(xml);
    if (!suite.find()) {
      throw new IllegalArgumentException("this is no report of tests: " + xml);
    }
    String head = suite.group();
    return new Suite(
        value(head, "name"),
        Double.parseDouble(value(head, "time")),
        Integer.parseInt(value(head, "tests")),
        Integer.parseInt(value(head, "skipped")));
  }

  private static String value(String head, String name) {
    Matcher value = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(head);
    if (!value.find()) {
      throw new IllegalArgumentException("there is no " + name + " in " + head);
    }
    return value.group(1);
  }
}
