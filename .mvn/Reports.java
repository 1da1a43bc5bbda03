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
 * FOLDER [HOW-MANY]. Maven may build the last modules in parallel. This prints nothing until all of them have ended.
 */
final class Reports {

  private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
  private static final List<String> LAST = List.of("engine-it", "dev");

  private record Suite(String name, double seconds, int tests, int skipped) {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    // Each build writes this file first. An older report belongs to another build.
    FileTime begun = Files.getLastModifiedTime(home.resolve("target/jdk-home"));
    for (String module : LAST) {
      if (!isOf(begun, home.resolve("worker/" + module + "/target/failsafe-reports/failsafe-summary.xml"))) {
        return;
      }
    }
    List<Suite> suites = suites(home, begun);
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

  private static boolean isOf(FileTime begun, Path report) throws IOException {
    return Files.exists(report) && Files.getLastModifiedTime(report).compareTo(begun) >= 0;
  }

  private static List<Suite> suites(Path home, FileTime begun) throws IOException {
    PathMatcher isReport = home.getFileSystem().getPathMatcher("glob:**/target/{surefire,failsafe}-reports/TEST-*.xml");
    List<Suite> suites = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home.resolve("worker"), 4)) {
      for (Path file : files.filter(isReport::matches).toList()) {
        if (isOf(begun, file)) {
          suites.add(suite(Files.readString(file)));
        }
      }
    }
    return suites;
  }

  private static Suite suite(String xml) {
    Matcher suite = SUITE.matcher(xml);
    if (!suite.find()) {
      throw new IllegalArgumentException("not a test report: " + xml);
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
