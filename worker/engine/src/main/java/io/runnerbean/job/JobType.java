package io.runnerbean.job;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name by which messages call a job. Queues and the records of runs contain it, so do not
 * change it when you rename the class.
 *
 * @param name 1 to 100 letters, digits, {@code .}, {@code _} or {@code -}, beginning with a letter
 * @param aliases further names, of the same form, that messages may use
 */
public record JobType<P extends Record>(String name, List<String> aliases, Class<P> payload) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

  public JobType {
    aliases = List.copyOf(aliases);
    Stream.concat(Stream.of(name), aliases.stream()).forEach(JobType::check);
  }

  public static <P extends Record> JobType<P> of(String name, Class<P> payload) {
    return new JobType<>(name, List.of(), payload);
  }

  /** Adds names that messages may also use. */
  public JobType<P> aliases(String... names) {
    return new JobType<>(name, Arrays.asList(names), payload);
  }

  /** Every name that messages may use, the canonical one first. */
  public List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  /** Whether this is a valid name of a job type. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static void check(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the job type name \""
              + name
              + "\" must be 1 to 100 letters, digits, '.', '_' or '-', and begin with a letter");
    }
  }
}
