package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.sqsd.settings.DaemonSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Several files contain timeouts, which must be in order: the daemon's is shorter than SQS's
 * visibility timeout, and nginx's is the longest.
 */
class TimeoutsTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Path SQSD = ROOT.resolve(".ebextensions/sqsd.config");
  private static final Path NGINX = ROOT.resolve(".platform/nginx/conf.d/runnerbean.conf");

  /** All spellings of each setting. The group is its value. */
  private static final Map<String, Pattern> SETTINGS =
      Map.of(
          "inactivity",
              Pattern.compile("InactivityTimeout:? +(\\d+)|\\b(\\d+) s \\(InactivityTimeout"),
          "visibility", Pattern.compile("(?<!Error)VisibilityTimeout:? +(\\d+)"),
          "nginx", Pattern.compile("proxy_(?:read|send)_timeout +(\\d+)"),
          "connections", Pattern.compile("HttpConnections: +(\\d+)|RUNNERBEAN_POOL: +(\\d+)"));

  @Test
  void theBundleWaitsInOrder() throws IOException {
    Map<String, Integer> seconds = new LinkedHashMap<>();
    for (String setting : List.of("inactivity", "visibility", "nginx")) {
      seconds.put(setting, only(setting, Stream.of(SQSD, NGINX)));
    }
    assertThat(List.copyOf(seconds.values()))
        .as(seconds.toString())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theDaemonWaitsInOrder() {
    assertThat(number(DaemonSetting.INACTIVITY_TIMEOUT))
        .isLessThan(number(DaemonSetting.VISIBILITY_TIMEOUT));
  }

  @Test
  void theBundlePostsAsManyMessagesAsTheWorkerRuns() throws IOException {
    assertThat(only("connections", Stream.of(SQSD))).isEqualTo(16);
    assertThat(Files.readString(SQSD)).contains("HttpPath: /job/run\n");
  }

  @Test
  void nginxAcceptsTheLargestMessageOfSqs() throws IOException {
    assertThat(Files.readString(NGINX)).contains("client_max_body_size 2m;");
  }

  /** A copy elsewhere could get a different value. */
  @Test
  void noOtherFileContainsThem() throws IOException {
    Predicate<Path> isConfiguration =
        path -> path.getFileName().toString().matches(".*\\.(conf|config|ya?ml|json)|Dockerfile");
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> copies =
          files
              .filter(path -> !path.toString().matches(".*/(target|\\.git|\\.runnerbean)/.*"))
              .filter(path -> Files.isRegularFile(path) && isConfiguration.test(path))
              .filter(path -> SETTINGS.values().stream().anyMatch(pattern -> isIn(pattern, path)))
              .toList();
      assertThat(copies).containsExactlyInAnyOrder(SQSD, NGINX);
    }
  }

  /** Returns the value of a setting, which must be the same everywhere. */
  private static int only(String setting, Stream<Path> files) {
    Map<Integer, List<Path>> values =
        files
            .flatMap(file -> values(setting, file).map(value -> Map.entry(value, file)))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    assertThat(values).as(setting).hasSize(1);
    return values.keySet().iterator().next();
  }

  private static Stream<Integer> values(String setting, Path file) {
    Matcher matcher = SETTINGS.getOrDefault(setting, Pattern.compile("$^")).matcher(read(file));
    return matcher.results().map(TimeoutsTest::group).map(Integer::valueOf).toList().stream();
  }

  private static String group(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2);
  }

  private static boolean isIn(Pattern pattern, Path file) {
    return pattern.matcher(read(file)).find();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(DaemonSetting setting) {
    return Integer.parseInt(Objects.requireNonNull(setting.defaultValue()));
  }
}
